import { PASSWORD, userName } from '../lib/realms.mjs';

const PAGES = ['', 'account-security/signing-in', 'account-security/device-activity', 'applications', 'groups'];

/** The account console, as somebody with a group and as somebody without. */
export async function account(visitor, { run, language }) {
  const { page } = visitor;
  await page.goto(`${run.realmUrl}/account/`);
  await visitor.expectPage('login');
  await visitor.signIn(userName('member', language), PASSWORD);
  for (const path of PAGES) {
    await open(page, run, path);
    await visitor.look(`account-${path.split('/').pop() || 'personal-info'}`);
  }

  await page.context().clearCookies();
  await page.goto(`${run.realmUrl}/account/`);
  await visitor.expectPage('login');
  await visitor.signIn(userName('newcomer', language), PASSWORD);
  await page.locator('nav a[href$="/groups"]').click();
  await page.waitForFunction((text) => {
    const list = document.getElementById('groups-list');
    return list && getComputedStyle(list, '::after').content.includes(text);
  }, run.text('account', language, 'flNoGroups'));
  await visitor.look('account-no-group');
}

async function open(page, run, path) {
  await page.goto(`${run.realmUrl}/account/${path}`);
  await page.locator('#app h1').first().waitFor();
  await page.locator('.pf-v5-c-spinner').waitFor({ state: 'detached' });
}
