import { readFile, writeFile } from 'node:fs/promises';
import { launchChromium } from './lib/chromium.mjs';

/**
 * What a person does whom a command line sends to the browser: opens the address, and logs in where
 * that is asked for. FEDREALM_FLNET_SIGN_IN names a JSON file: {"username": "…", "passwordFile":
 * "…", "result": "…"}; the result gets address (without its query), status and HTML of the page
 * where that ends.
 */
const { username, passwordFile, result } = JSON.parse(await readFile(process.env.FEDREALM_FLNET_SIGN_IN, 'utf8'));
const browser = await launchChromium();
try {
  const page = await browser.newPage({ locale: 'en' });
  let last = await page.goto(process.argv[2]);
  if (await page.locator('#kc-form-login').isVisible()) {
    await page.locator('#username').fill(username);
    await page.locator('#password').fill((await readFile(passwordFile, 'utf8')).trim());
    [last] = await Promise.all([
      page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 302),
      page.locator('#kc-login').click(),
    ]);
  }
  const { origin, pathname } = new URL(last.url());
  await writeFile(result, JSON.stringify(
    { address: origin + pathname, status: last.status(), html: await last.text() }));
} finally {
  await browser.close();
}
