import { writeFile } from 'node:fs/promises';
import { PLAIN, SITE } from '../lib/realms.mjs';

/** First paint of the login page: at most a tenth more bytes and requests than Keycloak's own theme. */
export async function weight(browser, run) {
  const ours = await weigh(browser, run, SITE);
  const keycloaks = await weigh(browser, run, PLAIN);
  await writeFile(run.report.file('login-page-weight.json'), JSON.stringify({ fedrealm: ours, 'keycloak.v2': keycloaks }, null, 2));
  for (const what of ['requests', 'bytes']) {
    console.log(`login page, ${what}: fedrealm ${ours[what]}, keycloak.v2 ${keycloaks[what]}`);
    run.report.add('weight', `login page, ${what}`, 0, ours[what] <= keycloaks[what] * 1.1 ? []
      : [`fedrealm ${ours[what]}, keycloak.v2 ${keycloaks[what]}`]);
  }
}

async function weigh(browser, run, realm) {
  const context = await browser.newContext({ locale: 'en' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const files = new Map();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/^https?:/.test(response.url)) {
      files.set(requestId, { url: response.url, bytes: 0 });
    }
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) {
      files.get(requestId).bytes = encodedDataLength;
    }
  });
  await page.goto(run.signIn('frontend', 'en', realm), { waitUntil: 'networkidle' });
  await context.close();
  const all = [...files.values()];
  return { requests: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), files: all.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`) };
}
