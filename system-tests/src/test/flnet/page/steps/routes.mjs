import assert from 'node:assert/strict';

const DEEP_LINK = '/cohorts/7?tab=members';

/** A deep link opened by somebody who is not logged in leads to the login and back to itself. */
export async function deepLink({ visitor, application }) {
  const { username } = application.people.member;

  await visitor.page.goto(visitor.base + DEEP_LINK);
  await visitor.enter(username);
  await visitor.settled();

  assert.equal(visitor.page.url(), visitor.base + DEEP_LINK);
  assert.equal((await visitor.shown()).user, username);
}

/** A deep link opened within a session shows no login page. */
export async function deepLinkInSession({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  await visitor.visit(DEEP_LINK);

  assert.equal(visitor.page.url(), visitor.base + DEEP_LINK);
  assert.equal((await visitor.shown()).user, application.people.member.username);
}

/** What FLNet does when a session is in doubt: the password again, and back to the deep link. */
export async function reauthentication({ visitor, application }) {
  const { username } = application.people.member;
  await visitor.logIn(username);
  await visitor.visit(DEEP_LINK);
  const before = (await visitor.claims()).auth_time;

  await visitor.page.evaluate(() => globalThis.application.reauthenticate());
  await visitor.enter(username);
  await visitor.settled();

  assert.equal(visitor.page.url(), visitor.base + DEEP_LINK);
  assert.ok((await visitor.claims()).auth_time >= before);
}

/** The route for administrators sends everybody else back to the start. */
export async function guard({ visitor, application }) {
  await visitor.logIn(application.people.member.username);

  await visitor.visit('/admin');

  assert.equal(new URL(visitor.page.url()).pathname, '/');
}

/** The route for administrators opens for an administrator. */
export async function guardOfAdmin({ visitor, application }) {
  await visitor.page.goto(`${visitor.base}/admin`);
  await visitor.enter(application.people.admin.username);
  await visitor.settled();

  assert.equal(new URL(visitor.page.url()).pathname, '/admin');
  assert.deepEqual((await visitor.shown()).roles, application.people.admin.roles);
}
