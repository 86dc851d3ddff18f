import assert from 'node:assert/strict';

/** The backend knows the person by the user name and by the same roles as the page. */
export async function caller({ visitor, application }) {
  const { username, roles } = application.people.member;
  await visitor.logIn(username);

  assert.deepEqual(await visitor.callBackend('/cohorts/me'), { status: 200, body: { user: username, roles } });
}

/** Without its role the backend refuses the person, though the page could ask. */
export async function refused({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  assert.equal((await visitor.callBackend('/admin/orch/relay')).status, 403);
  assert.equal((await visitor.callBackend('/apps/audit')).status, 403);
}

/** An administrator gets in. */
export async function admitted({ visitor, application }) {
  await visitor.logIn(application.people.admin.username);

  assert.equal((await visitor.callBackend('/admin/orch/relay')).status, 200);
  assert.equal((await visitor.callBackend('/apps/audit')).status, 200);
}

/** Scripts of the application's origin may read Keycloak's answers, scripts of others may not. */
export async function foreignOrigin({ visitor, application, keycloak }) {
  await visitor.logIn(application.people.member.username);
  const userinfo = `${keycloak}/realms/${application.realm}/protocol/openid-connect/userinfo`;
  const token = await visitor.page.evaluate(() => globalThis.application.keycloak.token);

  assert.equal(await readable(visitor.page, userinfo, token), true, 'from the application');

  const stranger = await visitor.newTab();
  await stranger.goto(`${visitor.base.replace('127.0.0.1', 'localhost')}/assets/silent-check-sso.html`);
  assert.equal(await readable(stranger, userinfo, token), false, 'from another origin');
}

function readable(page, url, token) {
  return page.evaluate(async ([address, bearer]) => {
    try {
      return (await fetch(address, { headers: { Authorization: `Bearer ${bearer}` } })).ok;
    } catch {
      return false;
    }
  }, [url, token]);
}
