/** A person with a browser profile of their own, before one FLNet application. */
export class Visitor {
  #context;
  #requests = [];
  #password;

  /** Opens a fresh profile: no cookies, no cache. */
  static async arrive(browser, { application, password }) {
    const visitor = new Visitor();
    visitor.base = application.baseUrl;
    visitor.#password = password;
    visitor.#context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce' });
    visitor.#context.setDefaultTimeout(20_000);
    visitor.#context.on('request', (request) => visitor.#requests.push(request));
    visitor.page = await visitor.newTab();
    return visitor;
  }

  async leave() {
    await this.#context.close();
  }

  newTab() {
    return this.#context.newPage();
  }

  /** Opens an address of the application and waits until it knows who is there. */
  async visit(path, page = this.page) {
    await page.goto(this.base + path);
    await this.settled(page);
  }

  /** The application has started and knows who is there. */
  async settled(page = this.page) {
    await page.locator('body[data-state]').waitFor({ state: 'attached' });
  }

  /** Keycloak's login form. */
  async atLogin(page = this.page) {
    await page.locator('#kc-form-login').waitFor();
  }

  /** Fills in the login form that is on the page, and sends it. */
  async enter(username, password = this.#password) {
    await this.atLogin();
    const name = this.page.locator('#username');
    if (await name.isVisible()) {
      await name.fill(username);
    }
    await this.page.locator('#password').fill(password);
    await this.page.locator('#kc-login').click();
  }

  /** Logs in by the application's button, from its start page. */
  async logIn(username) {
    await this.visit('/');
    await this.page.locator('#login').click();
    await this.enter(username);
    await this.settled();
  }

  /** What the page shows of the person. */
  async shown(page = this.page) {
    return {
      user: await page.locator('#user').textContent(),
      roles: (await page.locator('#roles li').allTextContents()).sort(),
    };
  }

  /** The addresses asked for so far whose path ends like this. */
  asked(ending, { inFrame } = {}) {
    return this.#find(ending)
      .filter((request) => inFrame === undefined || inFrame === (request.frame().parentFrame() !== null))
      .map((request) => new URL(request.url()));
  }

  /** The forms sent so far to addresses whose path ends like this. */
  forms(ending) {
    return this.#find(ending).filter((request) => request.method() === 'POST')
      .map((request) => new URLSearchParams(request.postData()));
  }

  /** The addresses that the tabs themselves went to, frames in them left aside. */
  pages() {
    return this.#requests
      .filter((request) => request.isNavigationRequest() && request.frame().parentFrame() === null)
      .map((request) => request.url());
  }

  /** What Keycloak last gave the frame of the silent single sign-on to tell the page. */
  async silentAnswer() {
    const question = this.#find('/protocol/openid-connect/auth').at(-1);
    const location = await (await question.response()).headerValue('location');
    const { pathname, hash } = new URL(location);
    const answer = new URLSearchParams(hash.slice(1));
    return { pathname, error: answer.get('error'), hasCode: answer.has('code') };
  }

  forgetRequests() {
    this.#requests = [];
  }

  /** Ends the login in this browser as a lifetime does, and leaves the mark that scripts can see. */
  async forgetLogin() {
    await this.#context.clearCookies({ name: 'KEYCLOAK_IDENTITY' });
    this.forgetRequests();
  }

  /** The claims in the page's memory; the tokens themselves stay there. */
  claims(kind = 'tokenParsed', page = this.page) {
    return page.evaluate((name) => globalThis.application.keycloak[name], kind);
  }

  /** Renews the page's tokens now; true when there are new ones. */
  renew(page = this.page) {
    return page.evaluate(() => globalThis.application.keycloak.updateToken(-1));
  }

  /** What the backend answers to the page: the status, and the body of a success. */
  callBackend(path) {
    return this.page.evaluate(async (address) => {
      const answer = await globalThis.application.callBackend(address);
      return { status: answer.status, body: answer.ok ? await answer.json() : undefined };
    }, path);
  }

  #find(ending) {
    return this.#requests.filter((request) => new URL(request.url()).pathname.endsWith(ending));
  }
}
