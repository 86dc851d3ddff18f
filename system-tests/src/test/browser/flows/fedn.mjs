import { readFile } from 'node:fs/promises';

const TITLES = { en: 'FEDn access', de: 'FEDn-Zugang', fr: 'Accès FEDn', sv: 'FEDn-åtkomst' };

/** FEDn's page: a client's configuration, an administrator's environment, one token revoked. */
export async function fedn(visitor, { run, language }) {
  const { page } = visitor;
  await arrive(visitor, run, language);
  await visitor.look('fedn-access');
  await expectDarkWhereThatIsWanted(page);

  const yaml = await download(page, `site-${language}`);
  await expectStatus(run, yaml, 200);
  await page.fill('input[name="name"]', 'no good name!');
  await page.evaluate(() => document.querySelector('input[name="name"]').removeAttribute('pattern'));
  await page.locator('form:has(input[value="client"]) button').click();
  await page.locator('[role="status"]').waitFor();

  await page.locator('form:has(input[value="admin"]) button').click();
  const lines = await page.locator('textarea').inputValue();
  if (!/^export FEDN_AUTH_TOKEN=\S+$/m.test(lines)) {
    throw new Error('no environment lines');
  }
  await page.locator('textarea').evaluate((area) => { area.value = 'export FEDN_AUTH_TOKEN=…'; });
  await visitor.look('fedn-environment');

  await page.goto(run.fedn.page);
  const row = page.locator('tr', { has: page.locator('th', { hasText: `site-${language}` }) });
  await row.locator('button').focus();
  await page.keyboard.press('Enter');
  await page.locator('[role="status"]').waitFor();
  if (await row.count() !== 0) {
    throw new Error('the revoked token is still listed');
  }
  await expectStatus(run, yaml, 401);
  await forgedForm(page, run);
  await arriveFromTheAccountConsole(visitor, run, language);
  await withoutScripts(visitor, run, language);
}

async function arrive(visitor, run, language) {
  await visitor.page.goto(run.fedn.page);
  await visitor.expectPage('login');
  await visitor.signIn(`agda-${language}`, run.fedn.password);
  await visitor.page.waitForURL(run.fedn.page);
  const title = await visitor.page.locator('h1').textContent();
  if (title !== TITLES[language]) {
    throw new Error(`the page is called "${title}"`);
  }
}

/** People find the page among the applications of the account console. */
async function arriveFromTheAccountConsole(visitor, run, language) {
  const { page } = visitor;
  await page.goto(new URL('../account/applications', run.fedn.page).href);
  const link = page.locator('#app a', { hasText: 'FEDn access' });
  await link.waitFor();
  await visitor.look('fedn-account-console');
  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  try {
    await popup.waitForURL(run.fedn.page);
    const title = await popup.locator('h1').textContent();
    if (title !== TITLES[language]) {
      throw new Error(`the account console leads to "${title}"`);
    }
  } finally {
    await popup.close();
  }
}

/** The page has no script that could see to it. */
async function expectDarkWhereThatIsWanted(page) {
  const brightness = {};
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    const color = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    brightness[colorScheme] = Math.max(...color.match(/\d+/g).slice(0, 3).map(Number));
  }
  if (brightness.dark > 64 || brightness.light < 192) {
    throw new Error(`brightness of 255: dark ${brightness.dark}, light ${brightness.light}`);
  }
}

async function download(page, name) {
  await page.fill('input[name="name"]', name);
  await page.fill('input[name="controller"]', 'fedn.example.org/demo');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('form:has(input[value="client"]) button').click(),
  ]);
  if (file.suggestedFilename() !== `${name}.yaml`) {
    throw new Error(`the file is called ${file.suggestedFilename()}`);
  }
  return readFile(await file.path(), 'utf8');
}

async function expectStatus(run, yaml, status) {
  const [, refresh] = yaml.match(/^refresh_token: "(.+)"$/m);
  const answer = await fetch(`${run.fedn.page}api/token/refresh/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh }),
  });
  if (answer.status !== status) {
    throw new Error(`refresh answers ${answer.status} instead of ${status}`);
  }
}

/** A form of somewhere else comes with the cookies, but without the page's token. */
async function forgedForm(page, run) {
  const answer = await page.context().request.post(run.fedn.page, {
    form: { action: 'admin', project: 'demo', token: 'guessed' },
  });
  if (answer.status() !== 403 || (await answer.text()).includes('FEDN_AUTH_TOKEN')) {
    throw new Error(`a forged form is answered with ${answer.status()}`);
  }
}

async function withoutScripts(visitor, run, language) {
  const context = await visitor.browser.newContext({ locale: language, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(run.fedn.page);
    await page.fill('#username', `agda-${language}`);
    await page.fill('#password', run.fedn.password);
    await page.click('#kc-login');
    await page.waitForURL(run.fedn.page);
    await expectStatus(run, await download(page, `plain-${language}`), 200);
  } finally {
    await context.close();
  }
}
