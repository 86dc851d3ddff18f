import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Collects the results and writes them as JUnit XML. */
export class Report {
  #folder;
  #cases = [];

  constructor(folder) {
    this.#folder = folder;
  }

  /** One page or one rule in one suite; no failures means it passed. */
  add(suite, name, seconds, failures) {
    this.#cases.push({ suite, name, seconds, failures });
    for (const failure of failures) {
      console.log(`FAILED ${suite}: ${name}\n  ${failure.replaceAll('\n', '\n  ')}`);
    }
  }

  get passed() {
    return this.#cases.filter(({ failures }) => failures.length === 0).length;
  }

  get failed() {
    return this.#cases.length - this.passed;
  }

  screenshot(...parts) {
    return path.join(this.#folder, 'screenshots', `${parts.join('.')}.png`);
  }

  file(name) {
    return path.join(this.#folder, name);
  }

  async write() {
    const suites = Map.groupBy ? Map.groupBy(this.#cases, ({ suite }) => suite) : group(this.#cases);
    const xml = [...suites].map(([suite, cases]) =>
      `<testsuite name="${escape(`browser.${suite}`)}" tests="${cases.length}" failures="${
        cases.filter(({ failures }) => failures.length).length}" errors="0" skipped="0">\n${
        cases.map(testCase).join('\n')}\n</testsuite>`);
    await writeFile(this.file('TEST-browser.xml'),
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${xml.join('\n')}\n</testsuites>\n`);
  }
}

function group(cases) {
  const suites = new Map();
  for (const one of cases) {
    suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  }
  return suites;
}

function testCase({ suite, name, seconds, failures }) {
  const head = `<testcase classname="${escape(`browser.${suite}`)}" name="${escape(name)}" time="${seconds.toFixed(2)}"`;
  return failures.length === 0 ? `${head}/>`
    : `${head}><failure message="${escape(failures[0])}">${escape(failures.join('\n'))}</failure></testcase>`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\x20-\uFFFD]/g, '?');
}
