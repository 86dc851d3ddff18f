import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** axe-core's source, to run in a page. */
export const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };

/** Keycloak's own; whatever a page of ours may need, it does not need more than this. */
const POLICY = "frame-src 'self'; frame-ancestors 'self'; object-src 'none';";

/** Colour scheme, size, and whether axe runs in every language: colours do not depend on it. */
const VARIANTS = [
  ['light', 'desktop', DESKTOP, false],
  ['dark', 'desktop', DESKTOP, true],
  ['dark', 'phone', PHONE, false],
  ['light', 'phone', PHONE, true],
];

/** Widths at which nothing may stick out: the smallest phone, and a desktop at 200 % zoom. */
const NARROW = [{ width: 320, height: 640 }, { width: 640, height: 430 }];

/** A person with a browser in one language, who looks hard at every page. */
export class Visitor {
  constructor({ browser, run, language }) {
    this.browser = browser;
    this.run = run;
    this.language = language;
  }

  /** A fresh browser profile: no cookies, no cache, and an eye on everything it fetches. */
  async arrive() {
    this.context = await this.browser.newContext({
      locale: this.language,
      reducedMotion: 'reduce',
      colorScheme: 'light',
      viewport: DESKTOP,
    });
    this.context.setDefaultTimeout(45_000);
    this.incidents = new Set();
    this.context.on('request', (request) => this.#watchRequest(request));
    this.context.on('response', (response) => this.#watchResponse(response));
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.incidents.add(`script error: ${error.message}`));
    this.page.on('console', (message) => this.#watchConsole(message));
  }

  async leave() {
    await this.context?.close();
  }

  /** Looks at the page in light and dark, on desktop and phone; each finding fails this page's case. */
  async look(name, { language = true } = {}) {
    const started = performance.now();
    const failures = [];
    if (language) {
      const lang = await this.page.evaluate(() => document.documentElement.lang);
      if (lang !== this.language) {
        failures.push(`the page says lang="${lang}"`);
      }
    }
    await this.page.evaluate(AXE);
    for (const [scheme, size, viewport, always] of VARIANTS) {
      await this.page.setViewportSize(viewport);
      await this.page.emulateMedia({ colorScheme: scheme });
      await this.#settle(scheme);
      failures.push(...(await this.#overflow(`${size}`)));
      if (always || this.language === 'en') {
        failures.push(...(await this.#accessibility()).map((finding) => `${scheme} ${size}: ${finding}`));
      }
      await this.page.screenshot({ path: this.run.report.screenshot(name, this.language, scheme, size), fullPage: true });
    }
    for (const viewport of NARROW) {
      await this.page.setViewportSize(viewport);
      await this.#settle('light');
      failures.push(...(await this.#overflow(`${viewport.width} px`)));
    }
    await this.page.setViewportSize(DESKTOP);
    failures.push(...(await this.#motion()));
    failures.push(...this.incidents);
    this.incidents.clear();
    this.run.report.add(this.language, name, (performance.now() - started) / 1000, failures);
  }

  /** The template that drew the page, without ".ftl"; undefined outside the login pages. */
  async pageId() {
    const id = await this.page.locator('body').getAttribute('data-page-id');
    return id?.replace(/^login-/, '');
  }

  /** Waits for the login page drawn by a template. */
  async expectPage(id) {
    await this.page.locator(`body[data-page-id="login-${id}"]`).waitFor({ state: 'attached' });
  }

  async expectApplication() {
    await this.page.waitForURL((url) => url.href.startsWith(this.run.app));
  }

  async signIn(username, password) {
    await this.page.fill('#username', username);
    await this.page.fill('#password', password);
    await this.page.click('#kc-login');
  }

  /** The page has taken over the colour scheme and is drawn; mails have no class for it. */
  async #settle(scheme) {
    await this.page.waitForFunction((dark) => !document.body.dataset.pageId
      || document.documentElement.classList.contains('pf-v5-theme-dark') === dark, scheme === 'dark');
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** What reaches beyond the right edge of page or card once the page has had a second to arrange itself. */
  async #overflow(where) {
    await this.page.waitForFunction(
      () => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth, null, { timeout: 1000 },
    ).catch(() => {});
    const wider = await this.page.evaluate(() => {
      const page = document.documentElement.clientWidth;
      const scrolls = document.scrollingElement.scrollWidth > page;
      const card = document.querySelector('.pf-v5-c-login__main');
      const beyond = (element) => {
        const { right, width } = element.getBoundingClientRect();
        const clipped = card?.contains(element) && width > 1 && right > card.getBoundingClientRect().right + 1;
        return clipped || (scrolls && right > page + 1);
      };
      return [...document.body.querySelectorAll('*')].filter(beyond).slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 100));
    });
    return wider.map((element) => `${where}: sticks out to the right: ${element}`);
  }

  /** This person asked for less motion: nothing of ours may move. */
  async #motion() {
    const moving = await this.page.evaluate(() => document.getAnimations()
      .map(({ effect }) => effect.target?.outerHTML.slice(0, 100)));
    return moving.map((element) => `moves although less motion is asked for: ${element}`);
  }

  async #accessibility() {
    const { violations } = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map((node) =>
        `${id} (${help}): ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`));
  }

  #watchRequest(request) {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !this.run.origins.has(url.origin)) {
      this.incidents.add(`asks another host: ${request.url()}`);
    }
  }

  #watchResponse(response) {
    const request = response.request();
    if (request.resourceType() !== 'document' || isFramed(request) || !response.url().includes('/realms/')) {
      return; // a frame is Keycloak's own, with a policy of its own
    }
    const type = response.headers()['content-type'] ?? '';
    const policy = response.headers()['content-security-policy'];
    const expected = response.url().startsWith(this.run.fedn.page) ? this.run.fedn.policy : POLICY;
    if (type.startsWith('text/html') && policy !== expected) {
      this.incidents.add(`Content-Security-Policy "${policy}" instead of "${expected}": ${response.url()}`);
    }
  }

  #watchConsole(message) {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      this.incidents.add(`console: ${message.text()}`);
    }
  }
}

function isFramed(request) {
  try {
    return request.isNavigationRequest() && request.frame().parentFrame() !== null;
  } catch {
    return false; // a window that has just been opened has no frame yet, and is nobody's frame
  }
}
