import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const TOKEN = /eyJ[\w-]{10,}(\.[\w-]*)*/g;
const CODE = /\b((?:session_)?code|session_state|state|nonce|tab_id|execution)=[^&#\s"']+/g;

/** Collects the outcome of each step and writes them as JUnit XML, without passwords and tokens. */
export class Report {
  #cases = [];
  #secrets;

  constructor(secrets) {
    this.#secrets = secrets;
  }

  /** One step of one application; no error means it passed. */
  add(suite, name, seconds, error) {
    const failure = error && this.#mask(error.stack ?? String(error));
    this.#cases.push({ suite, name, seconds, failure });
    console.log(`${failure ? 'FAILED' : 'passed'} ${suite}: ${name} (${seconds.toFixed(1)} s)`);
    if (failure) {
      console.log(failure);
    }
  }

  get failed() {
    return this.#cases.filter(({ failure }) => failure).length;
  }

  get total() {
    return this.#cases.length;
  }

  async write(file) {
    const cases = this.#cases.map(({ suite, name, seconds, failure }) => {
      const head = `<testcase classname="${escape(suite)}" name="${escape(name)}" time="${seconds.toFixed(2)}"`;
      return failure
        ? `${head}><failure message="${escape(failure.split('\n')[0])}">${escape(failure)}</failure></testcase>`
        : `${head}/>`;
    });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuite name="flnet page" tests="${this.total}" failures="${this.failed}" errors="0" skipped="0">`,
      ...cases,
      '</testsuite>',
      '',
    ].join('\n'));
  }

  #mask(text) {
    const masked = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, '(secret)'), text);
    return masked.replace(TOKEN, '(token)').replace(CODE, '$1=…');
  }
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\x20-\uFFFD]/g, '?');
}
