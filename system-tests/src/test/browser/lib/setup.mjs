import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What cannot work on this machine, said in a sentence; `code` is the exit code of the run. */
export class SetupError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads the file named by FEDREALM_BROWSER_SETUP:
 * {"url": "http://127.0.0.1:PORT", "admin": {"clientId": "…", "secretFile": "…"},
 *  "fedn": {"realm": "…", "passwordFile": "…"}}.
 * The client logs in at realm master with its secret and may create realms. The FEDn realm has its
 * token service on, and agda-LANGUAGE administers its project demo.
 */
export async function readSetup(env) {
  const file = env.FEDREALM_BROWSER_SETUP;
  if (!file) {
    throw new SetupError(
      'FEDREALM_BROWSER_SETUP is not set: name a JSON file with url, admin and fedn', 2);
  }
  const setup = JSON.parse(await readFile(file, 'utf8'));
  for (const key of ['url', 'admin.clientId', 'admin.secretFile', 'fedn.realm', 'fedn.passwordFile']) {
    if (!key.split('.').reduce((value, part) => value?.[part], setup)) {
      throw new SetupError(`${file} lacks "${key}"`, 2);
    }
  }
  const report = path.resolve(env.FEDREALM_BROWSER_REPORT || 'target/browser-report');
  const screenshots = path.join(report, 'screenshots');
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  const url = setup.url.replace(/\/+$/, '');
  const pages = url.replace('//127.0.0.1:', '//localhost:');
  return {
    url,
    pages,
    fedn: {
      page: `${url}/realms/${setup.fedn.realm}/fedn/`,
      password: (await readFile(setup.fedn.passwordFile, 'utf8')).trim(),
      policy: "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        + " frame-ancestors 'none'; base-uri 'none'",
    },
    clientId: setup.admin.clientId,
    secret: (await readFile(setup.admin.secretFile, 'utf8')).trim(),
    report,
    browser: await findChromium(env),
    only: env.FEDREALM_BROWSER_ONLY ? new RegExp(env.FEDREALM_BROWSER_ONLY) : /./,
  };
}

async function findChromium(env) {
  for (const candidate of env.FEDREALM_CHROMIUM ? [env.FEDREALM_CHROMIUM] : CHROMIUM) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not this one: try the next.
    }
  }
  throw new SetupError(
    'No Chromium found. Debian and Ubuntu: apt-get install --no-install-recommends chromium fonts-liberation; '
      + 'elsewhere set FEDREALM_CHROMIUM to the path of a Chromium or Chrome.', 77);
}
