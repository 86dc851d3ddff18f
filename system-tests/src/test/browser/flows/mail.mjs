import { mailAddress, PASSWORD, userName } from '../lib/realms.mjs';

/** A forgotten password, from the link on the login page to the notice that it was changed. */
export async function passwordReset(visitor, { run, language }) {
  const { page } = visitor;
  const address = mailAddress('mailed', language);
  const subject = (key) => run.text('email', language, key);

  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(userName('mailed', language), 'not the password');
  await lookAtMail(visitor, run, 'mail-failed-sign-in',
    await run.mails.takeWithSubject(address, subject('eventLoginErrorSubject')), false);

  await page.goto(run.signIn('frontend', language));
  await page.locator('a[href*="reset-credentials"]').click();
  await visitor.expectPage('login-reset-password');
  await visitor.look('password-reset');
  await page.fill('#username', userName('mailed', language));
  await page.click('button[type="submit"]');
  await visitor.expectPage('login');
  await visitor.look('password-reset-sent');

  const link = await lookAtMail(visitor, run, 'mail-password-reset',
    await run.mails.takeWithSubject(address, subject('passwordResetSubject')));
  await page.goto(link);
  await visitor.expectPage('login-update-password');
  await page.fill('#password-new', `${PASSWORD}2`);
  await page.fill('#password-confirm', `${PASSWORD}2`);
  await page.click('button[type="submit"]');
  await visitor.expectApplication();
  await lookAtMail(visitor, run, 'mail-password-changed',
    await run.mails.takeWithSubject(address, subject('eventUpdateCredentialSubject')), false);

  await page.goto(link);
  await visitor.expectPage('error');
  await visitor.look('link-already-used');
}

/** Looks at a mail's HTML, compares it with its text, and returns the link that both carry. */
export async function lookAtMail(visitor, run, name, mail, withLink = true) {
  const failures = [];
  const { language } = visitor;
  const page = await visitor.context.newPage();
  await page.setContent(mail.html, { waitUntil: 'load' });
  const inText = mail.text.match(/https?:\/\/\S+/)?.[0];
  const inHtml = await page.locator('.text a').evaluateAll((links) => links.map(({ href }) => href));
  if (withLink && (!inText || !inHtml.includes(inText))) {
    failures.push(`the text links to ${inText}, the HTML to ${inHtml}`);
  }
  const shown = await page.locator('body').innerText();
  if (/[{}]|<\w/.test(mail.text) || /[{}]/.test(shown)) {
    failures.push(`placeholders or tags are left over: ${mail.text}`);
  }
  if (!shown.includes(run.brand['fl.brand.support'])) {
    failures.push("the realm's own text flMailSupport is not in the mail");
  }
  if (/<(img|link|script|iframe)\b|url\(/i.test(mail.html)) {
    failures.push('the HTML would fetch something');
  }
  run.report.add(language, `${name}: ${mail.subject}`, 0, failures);
  const before = visitor.page;
  visitor.page = page;
  await visitor.look(name);
  visitor.page = before;
  await page.close();
  return inText;
}
