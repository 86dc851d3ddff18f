import { PLAIN } from '../lib/realms.mjs';
import { AXE } from '../lib/visitor.mjs';

/** Accents that would be unreadable as they are, and none at all. */
const ACCENTS = { none: '', yellow: '#ffd400', red: '#e3000f', black: '#000000', white: '#ffffff' };

/** Whatever accent a site chooses, letters stand out; a realm that says nothing of itself looks right too. */
export async function accent(browser, run) {
  for (const [name, value] of Object.entries(ACCENTS)) {
    const realm = await run.admin.get(`/${PLAIN}`);
    await run.admin.put(`/${PLAIN}`, {
      ...realm, loginTheme: 'fedrealm', attributes: { ...realm.attributes, 'fl.brand.accent': value, 'fl.brand.logo': '' },
    });
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 640 } });
      await page.goto(run.signIn('frontend', 'en', PLAIN));
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['color-contrast'] }));
      await page.screenshot({ path: run.report.screenshot(`accent-${name}`, 'en', colorScheme), fullPage: true });
      await page.close();
      run.report.add('accent', `${name}, ${colorScheme}`, 0,
        violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message}`)));
    }
  }
}
