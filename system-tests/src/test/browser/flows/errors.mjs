/** The pages that nobody wants to see. */
export async function errors(visitor, { run, language }) {
  const { page } = visitor;

  await page.goto(run.signIn('frontend', language).replace(/redirect_uri=[^&]*/, 'redirect_uri=https%3A%2F%2Felsewhere.example'));
  await visitor.expectPage('error');
  await visitor.look('error-redirect');

  await page.goto(run.signIn('nobody-knows-me', language));
  await visitor.expectPage('error');
  await visitor.look('error-client');

  await page.goto(run.signIn('frontend', language));
  const action = await page.locator('#kc-form-login').getAttribute('action');
  await page.goto(action.replace(/session_code=[^&]*&/, '').replace(/execution=[^&]*/, 'execution=another'));
  await visitor.expectPage('login-page-expired');
  await visitor.look('page-expired');

  await page.context().clearCookies();
  await page.goto(action);
  await visitor.expectPage('error');
  await visitor.look('error-no-cookie');
}
