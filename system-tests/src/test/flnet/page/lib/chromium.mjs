import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing that asks a host other than this machine: no updates, no field trials, no other names. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** There is no browser on this machine; the message says how to get one. */
export class NoChromium extends Error {}

/** Starts a headless Chromium with a new profile. */
export async function launchChromium() {
  return chromium.launch({ executablePath: await findChromium(), args: ARGUMENTS });
}

/** The path of the browser of this machine. */
export async function findChromium() {
  const named = process.env.FEDREALM_CHROMIUM;
  for (const place of named ? [named] : PLACES) {
    try {
      await access(place, constants.X_OK);
      return place;
    } catch {
      // Not this one: try the next.
    }
  }
  throw new NoChromium(
    'No Chromium found. Debian and Ubuntu: apt-get install --no-install-recommends chromium; '
      + 'elsewhere set FEDREALM_CHROMIUM to the path of a Chromium or Chrome.');
}
