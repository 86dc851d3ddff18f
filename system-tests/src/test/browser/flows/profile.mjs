import { mailAddress, PASSWORD, userName } from '../lib/realms.mjs';

/** Names to complete and a mail address to confirm. */
export async function profile(visitor, { run, language }) {
  const { page } = visitor;
  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(userName('profile', language), PASSWORD);
  await visitor.expectPage('login-update-profile');
  await visitor.look('profile');
  await page.fill('#firstName', '');
  await page.click('button[type="submit"], input[type="submit"]');
  await page.locator('#input-error-firstName').waitFor();
  await visitor.look('profile-incomplete');
  await page.fill('#firstName', 'Robin');
  await page.click('button[type="submit"], input[type="submit"]');
  await visitor.expectPage('login-verify-email');
  await visitor.look('verify-email');
  const mail = await run.mails.take(mailAddress('profile', language));
  await page.goto(mail.text.match(/https?:\/\/\S+/)[0]);
  await visitor.expectApplication();
}
