import { PASSWORD, TERMS, userName } from '../lib/realms.mjs';

/** Somebody who has accepted an earlier version of the terms: declines, comes back, accepts, is left alone. */
export async function terms(visitor, { run, language }) {
  const { page } = visitor;
  const username = userName('returning', language);

  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(username, PASSWORD);
  await visitor.expectPage('terms');
  await page.getByText(TERMS, { exact: true }).waitFor();
  await visitor.look('terms-again');
  await page.click('#kc-decline');
  await visitor.expectApplication();
  const refused = new URL(page.url()).searchParams;

  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(username, PASSWORD);
  await visitor.expectPage('terms');
  await page.click('#kc-accept');
  await visitor.expectApplication();

  await page.goto(run.signIn('frontend', language));
  await visitor.expectApplication();
  await page.context().clearCookies();
  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(username, PASSWORD);
  await visitor.expectApplication();

  run.report.add(language, 'who declines the terms gets no code', 0,
    refused.get('error') === 'access_denied' && !refused.has('code') ? [] : [`the application was told ${refused}`]);
  run.report.add(language, 'both versions and their times are kept with the person', 0,
    await acceptancesMissing(run, username, ['2026-05', TERMS]));
  run.report.add(language, 'the answers are in the events, with the version', 0, await answersMissing(run, username));
}

/** What is wrong with the acceptances that are kept with a person. */
export async function acceptancesMissing(run, username, versions) {
  const [{ attributes }] = await run.admin.get(`/${run.realm}/users?exact=true&username=${username}`);
  const kept = attributes?.['fl.terms.accepted'] ?? [];
  const times = kept.map((value) => Date.parse(value.split(' ')[0]));
  return kept.map((value) => value.replace(/^\S+ /, '')).join() === versions.join()
    && Math.abs(Date.now() - times.at(-1)) < 10 * 60_000 ? [] : [`kept is: ${kept}`];
}

async function answersMissing(run, username) {
  const [{ id }] = await run.admin.get(`/${run.realm}/users?exact=true&username=${username}`);
  const events = await run.admin.get(`/${run.realm}/events?user=${id}`);
  const answers = events
    .filter(({ type, details }) => type.startsWith('CUSTOM_REQUIRED_ACTION') && details?.custom_required_action === 'fl-terms')
    .map(({ type, details }) => `${type} ${details.terms_version}`);
  const expected = [`CUSTOM_REQUIRED_ACTION ${TERMS}`, `CUSTOM_REQUIRED_ACTION_ERROR ${TERMS}`];
  return answers.join() === expected.join() ? [] : [`the events are: ${answers}`];
}
