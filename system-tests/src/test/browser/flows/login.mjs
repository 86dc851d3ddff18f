import { PASSWORD, userName } from '../lib/realms.mjs';

/** Signing in, failing at it, being locked out, and leaving again. */
export async function login(visitor, { run, language }) {
  const { page } = visitor;
  const member = userName('member', language);

  await page.goto(run.signIn('frontend', language));
  await visitor.look('login');

  await visitor.signIn(member, 'not the password');
  await visitor.expectPage('login');
  await page.locator('#input-error-username').waitFor();
  await visitor.look('login-wrong-password');

  await visitor.signIn(member, PASSWORD);
  await visitor.expectApplication();

  await page.goto(`${run.realmUrl}/protocol/openid-connect/logout?client_id=frontend&ui_locales=${language}`);
  await visitor.expectPage('logout-confirm');
  await visitor.look('logout-confirm');
  await page.click('#kc-logout');
  await visitor.expectPage('info');
  await visitor.look('logged-out');
}

export async function lockedOut(visitor, { run, language }) {
  const { page } = visitor;
  const locked = userName('locked', language);
  const attempts = (await run.admin.get(`/${run.realm}`)).failureFactor;

  await page.goto(run.signIn('frontend', language));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await visitor.signIn(locked, `wrong ${attempt}`);
    await page.locator('#input-error-username').waitFor();
  }
  await visitor.signIn(locked, PASSWORD);
  await visitor.expectPage('login');
  await page.locator('#input-error-username').waitFor();
  await visitor.look('login-locked-out');
}

/** Whoever is in no group is told so by the sign-in flow, with the contact beside it. */
export async function noGroup(visitor, { run, language }) {
  const { page } = visitor;
  await page.goto(run.signIn('gated', language));
  await visitor.signIn(userName('newcomer', language), PASSWORD);
  await visitor.expectPage('error');
  await page.getByText(run.text('login', language, 'flNoGroup')).waitFor();
  await page.getByRole('link', { name: 'federation-help@hospital.example' }).waitFor();
  await visitor.look('no-group');

  await page.context().clearCookies();
  await page.goto(run.signIn('gated', language));
  await visitor.signIn(userName('member', language), PASSWORD);
  await visitor.expectApplication();
}
