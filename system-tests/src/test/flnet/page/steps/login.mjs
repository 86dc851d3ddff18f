import assert from 'node:assert/strict';

/** Keycloak's session frame says that nobody is logged in: no question is asked, no page is left. */
export async function anonymous({ visitor }) {
  await visitor.visit('/');

  assert.equal((await visitor.shown()).user, '');
  assert.equal(await visitor.page.locator('#login').isVisible(), true);
  assert.equal(visitor.asked('/protocol/openid-connect/login-status-iframe.html').length, 1);
  assert.equal(visitor.asked('/protocol/openid-connect/auth').length, 0);
  assert.deepEqual(visitor.pages(), [`${visitor.base}/`]);
}

/** The session is over, though the browser still has its mark: asked for in a frame, answered no. */
export async function endedSession({ visitor, application }) {
  await visitor.logIn(application.people.member.username);
  await visitor.forgetLogin();

  await visitor.page.reload();
  await visitor.settled();

  assert.deepEqual(await visitor.shown(), { user: '', roles: [] });
  const [question] = visitor.asked('/protocol/openid-connect/auth', { inFrame: true });
  assert.equal(question.searchParams.get('prompt'), 'none');
  assert.equal(question.searchParams.get('redirect_uri'), `${visitor.base}/assets/silent-check-sso.html`);
  assert.deepEqual(await visitor.silentAnswer(),
    { pathname: '/assets/silent-check-sso.html', error: 'login_required', hasCode: false });
  assert.deepEqual(visitor.pages(), [`${visitor.base}/`]);
}

/** The theme's message, no hint which of the two was wrong, and no way in. */
export async function wrongPassword({ visitor, application }) {
  await visitor.visit('/');
  await visitor.page.locator('#login').click();
  await visitor.enter(application.people.clumsy.username, 'not-the-password');

  await visitor.page.getByText('Invalid username or password.').waitFor();
  await visitor.atLogin();

  await visitor.enter(application.people.clumsy.username);
  await visitor.settled();
  assert.equal((await visitor.shown()).user, application.people.clumsy.username);
}

/** The person is back at the application, which knows the user name and exactly the person's roles. */
export async function login({ visitor, application }) {
  const { username, roles } = application.people.member;

  await visitor.logIn(username);

  assert.equal(new URL(visitor.page.url()).pathname, '/');
  assert.deepEqual(await visitor.shown(), { user: username, roles });
  const claims = await visitor.claims();
  assert.equal(claims.iss, `${visitor.base}/auth/realms/${application.realm}`);
  assert.equal(claims.azp, 'frontend');
  assert.ok([claims.aud].flat().includes(application.audience), `audience ${claims.aud}`);
  assert.equal('groups' in claims, false, 'a claim groups would replace the roles in the backend');
}

/** Authorization code with PKCE S256 and without a secret, though the page names no method. */
export async function pkce({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  const [{ searchParams: request }] = visitor.asked('/protocol/openid-connect/auth');
  assert.equal(request.get('response_type'), 'code');
  assert.equal(request.get('code_challenge_method'), 'S256');
  assert.equal(request.get('code_challenge').length, 43);
  const [exchange] = visitor.forms('/protocol/openid-connect/token');
  assert.equal(exchange.get('grant_type'), 'authorization_code');
  assert.ok(exchange.get('code_verifier').length >= 43, 'the code is redeemed with its verifier');
  assert.equal(exchange.has('client_secret'), false);
}

/** Everything went over the application's own origin, as FLNet's nginx wants it. */
export async function oneOrigin({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  assert.deepEqual([...new Set(visitor.asked('').map(({ origin }) => origin))], [visitor.base]);
}

/** loadUserProfile() reads the account's own data. */
export async function profile({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);

  const { username: name, email, firstName, lastName } = await visitor.page.evaluate(
    () => globalThis.application.keycloak.loadUserProfile());

  assert.deepEqual({ name, email, firstName, lastName },
    { name: username, email: `${username}@example.test`, firstName: 'Test', lastName: 'Person' });
}

/** accountManagement() opens the account console, which loads and shows the person. */
export async function account({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);

  await visitor.page.locator('#account').click();

  await visitor.page.locator('#email').waitFor();
  assert.ok(visitor.page.url().startsWith(`${visitor.base}/auth/realms/${application.realm}/account`));
  assert.equal(await visitor.page.locator('#email').inputValue(), `${username}@example.test`);
}
