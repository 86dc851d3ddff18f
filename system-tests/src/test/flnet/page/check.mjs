import { findChromium } from './lib/chromium.mjs';

/** Says whether this machine has what the suite needs; exit code 77 when it has no browser. */
try {
  await findChromium();
} catch (error) {
  console.error(error.message);
  process.exitCode = 77;
}
