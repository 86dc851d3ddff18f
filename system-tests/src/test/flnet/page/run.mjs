import { launchChromium, NoChromium } from './lib/chromium.mjs';
import { Report } from './lib/report.mjs';
import { readSetup, SetupError } from './lib/setup.mjs';
import { Visitor } from './lib/visitor.mjs';
import { STEPS } from './steps/index.mjs';

/** Exit codes: 0 passed, 1 a step failed, 2 wrong set-up, 77 no browser on this machine. */
try {
  process.exitCode = await walkAll(await readSetup(process.env));
} catch (error) {
  const known = error instanceof SetupError || error instanceof NoChromium;
  console.error(known ? error.message : error);
  process.exitCode = error instanceof NoChromium ? 77 : error instanceof SetupError ? 2 : 1;
}

async function walkAll(setup) {
  const report = new Report([setup.password]);
  const browser = await launchChromium();
  try {
    await Promise.all(setup.applications.map((application) => walk(browser, { setup, application, report })));
  } finally {
    await browser.close();
    await report.write(setup.report);
  }
  console.log(`${report.total - report.failed} passed, ${report.failed} failed`);
  return report.failed === 0 && report.total > 0 ? 0 : 1;
}

/** Every step is a person of its own, so that one that fails spoils no other. */
async function walk(browser, { setup: { password, keycloak, only }, application, report }) {
  for (const [name, step] of STEPS[application.steps].filter(([name]) => only.test(name))) {
    const started = performance.now();
    let failure;
    const visitor = await Visitor.arrive(browser, { application, password });
    try {
      await step({ visitor, application, keycloak });
    } catch (error) {
      failure = error;
    } finally {
      await visitor.leave();
    }
    report.add(application.name, name, (performance.now() - started) / 1000, failure);
  }
}
