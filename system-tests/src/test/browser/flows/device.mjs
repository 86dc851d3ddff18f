import { PASSWORD, userName } from '../lib/realms.mjs';

/** A machine asks to be signed in: the way of Flower's and NVIDIA FLARE's command lines. */
export async function device(visitor, { run, language }) {
  const { page } = visitor;
  const codePage = `${run.realmUrl}/device`;

  const first = await askForCode(run);
  await page.goto(codePage);
  await visitor.expectPage('login-oauth2-device-verify-user-code');
  await page.getByText(run.text('login', language, 'flDeviceWarningTitle')).waitFor();
  await visitor.look('device-code');

  await enterCode(page, 'WRNG-CODE');
  await page.locator('.pf-m-danger').waitFor();
  await visitor.look('device-code-wrong');

  await enterCode(page, first.user_code);
  await visitor.expectPage('login');
  await visitor.look('device-login');
  await visitor.signIn(userName('member', language), PASSWORD);
  await visitor.expectPage('login-oauth-grant');
  await page.getByText(run.text('login', language, 'oauthGrantRequest')).waitFor();
  for (const machine of ['Flower command line on node-7', 'Starts and stops training runs at this site.']) {
    await page.locator('.fl-panel dd').getByText(machine, { exact: true }).waitFor();
  }
  await visitor.look('device-consent');
  await page.click('#kc-login');
  await visitor.expectPage('info');
  await visitor.look('device-done');

  const second = await askForCode(run);
  await page.context().clearCookies();
  await page.goto(`${codePage}?user_code=${second.user_code}`);
  await visitor.signIn(userName('member', language), PASSWORD);
  await visitor.expectPage('login-oauth-grant');
  await page.click('#kc-cancel');
  await page.locator('body[data-page-id="login-error"], body[data-page-id="login-info"]').waitFor();
  await visitor.look('device-refused');
}

/** A browser client whose realm asks for consent. */
export async function consent(visitor, { run, language }) {
  const { page } = visitor;
  await page.goto(run.signIn('study-tool', language));
  await visitor.signIn(userName('member', language), PASSWORD);
  await visitor.expectPage('login-oauth-grant');
  await visitor.look('consent');
  await page.click('#kc-login');
  await visitor.expectApplication();
}

async function enterCode(page, code) {
  await page.fill('#device_user_code', code);
  await page.click('#kc-login');
}

async function askForCode(run) {
  const answer = await fetch(`${run.realmUrl}/protocol/openid-connect/auth/device`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'flower-cli', scope: 'openid' }),
  });
  if (!answer.ok) {
    throw new Error(`The device endpoint answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}
