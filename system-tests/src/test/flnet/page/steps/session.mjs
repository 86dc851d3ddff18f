import assert from 'node:assert/strict';

/** After a reload the session is found by silent single sign-on: the tab never leaves the page. */
export async function reload({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);
  visitor.forgetRequests();

  await visitor.page.reload();
  await visitor.settled();

  assert.equal((await visitor.shown()).user, username);
  assert.equal(visitor.asked('/protocol/openid-connect/auth', { inFrame: true }).length, 1);
  assert.deepEqual(await visitor.silentAnswer(),
    { pathname: '/assets/silent-check-sso.html', error: null, hasCode: true });
  assert.deepEqual(visitor.pages(), [`${visitor.base}/`]);
}

/** Each renewal gives a new refresh token, as the realm rotates them. */
export async function renewal({ visitor, application }) {
  await visitor.logIn(application.people.member.username);
  const seen = new Set([(await visitor.claims('refreshTokenParsed')).jti]);

  for (let round = 0; round < 5; round += 1) {
    assert.equal(await visitor.renew(), true);
    seen.add((await visitor.claims('refreshTokenParsed')).jti);
  }

  assert.equal(seen.size, 6);
  assert.equal((await visitor.callBackend('/cohorts/me')).status, 200);
}

/** Two tabs of one session renew their tokens in turn and at once, and neither throws the other out. */
export async function twoTabs({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);
  const tabs = [visitor.page, await visitor.newTab()];
  await visitor.visit('/', tabs[1]);
  const session = (await visitor.claims('tokenParsed', tabs[0])).sid;
  assert.equal((await visitor.claims('tokenParsed', tabs[1])).sid, session, 'one session');

  for (let round = 0; round < 4; round += 1) {
    assert.equal(await visitor.renew(tabs[round % 2]), true);
  }
  for (let round = 0; round < 4; round += 1) {
    assert.deepEqual(await Promise.all(tabs.map((tab) => visitor.renew(tab))), [true, true]);
  }

  for (const tab of tabs) {
    assert.equal((await visitor.shown(tab)).user, username);
    assert.equal((await visitor.claims('tokenParsed', tab)).sid, session);
  }
}

/** A refresh token that has been used is stolen goods: refused, and the page has to log in anew. */
export async function usedRefreshToken({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  const answer = await visitor.page.evaluate(async () => {
    const { keycloak } = globalThis.application;
    const used = keycloak.refreshToken;
    await keycloak.updateToken(-1);
    const { status, ok } = await fetch(keycloak.endpoints.token(), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: keycloak.clientId, refresh_token: used }),
    });
    return { status, ok };
  });
  assert.deepEqual(answer, { status: 400, ok: false });

  await visitor.page.evaluate(() => void globalThis.application.keycloak.updateToken(-1).catch(() => {}));
  await visitor.atLogin();
}

/** A token that runs out is renewed without anybody doing anything. */
export async function expiry({ visitor, application }) {
  await visitor.logIn(application.people.member.username);
  const first = await visitor.claims();

  await visitor.page.waitForFunction(
    (exp) => globalThis.application.keycloak.tokenParsed.exp > exp && Date.now() / 1000 > exp, first.exp);

  assert.equal((await visitor.claims()).sid, first.sid, 'the same session');
  assert.equal((await visitor.callBackend('/cohorts/me')).status, 200);
}

/** Logging out leads back to the start, and nobody is logged in there any more. */
export async function logout({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  await visitor.page.locator('#logout').click();
  await visitor.page.waitForURL(`${visitor.base}/`);
  await visitor.settled();

  assert.deepEqual(await visitor.shown(), { user: '', roles: [] });
  await visitor.page.locator('#login').click();
  await visitor.atLogin();
}

/** A logout in one tab is noticed in the other, which asks to log in and then comes back. */
export async function logoutElsewhere({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);
  const other = await visitor.newTab();
  await visitor.visit('/cohorts/7?tab=members', other);

  await visitor.page.locator('#logout').click();
  await visitor.page.waitForURL(`${visitor.base}/`);

  await visitor.atLogin(other);
  visitor.page = other;
  await visitor.enter(username);
  await visitor.settled();
  assert.equal(other.url(), `${visitor.base}/cohorts/7?tab=members`);
}
