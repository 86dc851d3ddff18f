import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { accent } from './flows/accent.mjs';
import { account } from './flows/account.mjs';
import { consent, device } from './flows/device.mjs';
import { errors } from './flows/errors.mjs';
import { fedn } from './flows/fedn.mjs';
import { invitation } from './flows/invitation.mjs';
import { lockedOut, login, noGroup } from './flows/login.mjs';
import { passwordReset } from './flows/mail.mjs';
import { passkey } from './flows/passkey.mjs';
import { profile } from './flows/profile.mjs';
import { terms } from './flows/terms.mjs';
import { weight } from './flows/weight.mjs';
import { Admin } from './lib/admin.mjs';
import { signInAddress, startApplication } from './lib/application.mjs';
import { MailCatcher } from './lib/mail.mjs';
import { createRealms, deleteRealms, LANGUAGES, SITE } from './lib/realms.mjs';
import { Report } from './lib/report.mjs';
import { readSetup, SetupError } from './lib/setup.mjs';
import { Visitor } from './lib/visitor.mjs';

const FLOWS = {
  login, lockedOut, noGroup, terms, errors, device, consent, invitation, passwordReset, passkey, profile, account, fedn,
};
const THEME = new URL('../../../../themes/src/main/resources/theme/fedrealm/', import.meta.url);

try {
  const setup = await readSetup(process.env);
  process.exitCode = await test(setup);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = error instanceof SetupError ? error.code : 1;
}

async function test(setup) {
  const report = new Report(setup.report);
  const admin = new Admin(setup);
  const mails = new MailCatcher();
  const application = await startApplication();
  const browser = await chromium.launch({ executablePath: setup.browser, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await createRealms(admin, setup.pages, application.url, await mails.start());
    const run = await describeRun(setup, admin, mails, report, application.url);
    for (const [name, check] of Object.entries({ weight, accent })) {
      if (setup.only.test(name)) {
        await check(browser, run);
      }
    }
    await inParallel(2, LANGUAGES, (language) => walk(browser, run, language, setup.only));
    await deleteRealms(admin);
  } finally {
    await browser.close();
    await mails.stop();
    application.stop();
    await report.write();
  }
  console.log(`${report.passed} passed, ${report.failed} failed`);
  return report.failed === 0 && report.passed > 0 ? 0 : 1;
}

async function describeRun(setup, admin, mails, report, app) {
  const { attributes } = await admin.get(`/${SITE}`);
  const texts = await readTexts();
  return {
    admin,
    mails,
    report,
    app,
    realm: SITE,
    realmUrl: `${setup.pages}/realms/${SITE}`,
    brand: attributes,
    fedn: setup.fedn,
    origins: new Set([setup.pages, new URL(setup.fedn.page).origin, app]),
    signIn: (clientId, language, realm = SITE) => signInAddress(setup.pages, realm, clientId, `${app}/`, language),
    text: (type, language, key) => texts.get(`${type} ${language} ${key}`) ?? fail(`No text ${key} in ${language}`),
  };
}

/** Our own texts, to recognise a page and a mail by them. */
async function readTexts() {
  const texts = new Map();
  for (const type of ['login', 'account', 'email']) {
    for (const language of LANGUAGES) {
      const file = await readFile(new URL(`${type}/messages/messages_${language}.properties`, THEME), 'utf8');
      for (const [, key, text] of file.matchAll(/^([^#=\s]+)=(.*)$/gm)) {
        texts.set(`${type} ${language} ${key}`, text);
      }
    }
  }
  return texts;
}

async function walk(browser, run, language, only) {
  for (const [name, flow] of Object.entries(FLOWS).filter(([name]) => only.test(name))) {
    const started = performance.now();
    const visitor = new Visitor({ browser, run, language });
    const failures = [];
    try {
      await visitor.arrive();
      await flow(visitor, { run, language });
      failures.push(...visitor.incidents);
    } catch (error) {
      const path = run.report.screenshot(`STOPPED-${name}`, language);
      await visitor.page?.screenshot({ path, fullPage: true }).catch(() => {});
      failures.push(`stopped at ${visitor.page?.url()} (see ${path}): ${error.message}`);
    } finally {
      await visitor.leave();
    }
    run.report.add(language, `flow ${name}`, (performance.now() - started) / 1000, failures);
  }
}

async function inParallel(workers, items, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: workers }, async () => {
    while (queue.length > 0) {
      await work(queue.shift());
    }
  }));
}

function fail(message) {
  throw new Error(message);
}
