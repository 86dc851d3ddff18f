import { PASSWORD, userName } from '../lib/realms.mjs';

/** Signing in, failing at it, being locked out, and leaving again. */
export async function login(visitor, { run, language }) {
  const { page } = visitor;
  const member = userName('member', language);

  await page.goto(run.signIn('frontend', language));
  for (const where of ['FLNet', 'fl.brand.site', 'fl.brand.project', 'fl.brand.federation']) {
    await page.locator('.fl-panel dd').getByText(run.brand[where] ?? where, { exact: true }).waitFor();
  }
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

/** Whoever is in no group is told so, with the contact beside it, and comes in once that is mended. */
export async function noGroup(visitor, { run, language }) {
  const { page } = visitor;
  const joiner = userName('joiner', language);
  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(joiner, PASSWORD);
  await visitor.expectPage('info');
  await page.getByText(run.text('login', language, 'flNoGroupTitle')).waitFor();
  await page.getByText(run.text('login', language, 'flNoGroup')).waitFor();
  await page.getByRole('link', { name: 'federation-help@hospital.example' }).waitFor();
  await visitor.look('no-group');

  const [user] = await run.admin.get(`/${run.realm}/users?exact=true&username=${joiner}`);
  const [group] = await run.admin.get(`/${run.realm}/groups`);
  await run.admin.put(`/${run.realm}/users/${user.id}/groups/${group.id}`);
  await page.reload();
  await visitor.expectApplication();
}
