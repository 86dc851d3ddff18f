import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What is wrong with the set-up, in a sentence. */
export class SetupError extends Error {}

/** Reads the file named by FEDREALM_FLNET_SETUP; README.md shows one. */
export async function readSetup(env) {
  const file = env.FEDREALM_FLNET_SETUP;
  if (!file) {
    throw new SetupError('FEDREALM_FLNET_SETUP is not set: name a JSON file as README.md shows it');
  }
  const setup = JSON.parse(await readFile(file, 'utf8'));
  for (const key of ['keycloak', 'passwordFile', 'applications']) {
    if (!setup[key]) {
      throw new SetupError(`${file} lacks "${key}"`);
    }
  }
  return {
    ...setup,
    password: (await readFile(setup.passwordFile, 'utf8')).trim(),
    report: path.resolve(env.FEDREALM_FLNET_REPORT || 'target/flnet-page', 'TEST-flnet-page.xml'),
    only: new RegExp(env.FEDREALM_FLNET_ONLY || '.'),
  };
}
