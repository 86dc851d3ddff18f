import { writeFile } from 'node:fs/promises';
import { mailAddress, PASSWORD, TERMS, userName } from '../lib/realms.mjs';
import { totp } from '../lib/totp.mjs';
import { lookAtMail } from './mail.mjs';
import { acceptancesMissing } from './terms.mjs';

const ACTIONS = ['fl-terms', 'UPDATE_PASSWORD', 'CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'];

/** From the invitation's mail through every page that sets up an account, to the first sign-in. */
export async function invitation(visitor, { run, language }) {
  const { page } = visitor;
  const username = userName('invited', language);
  const [user] = await run.admin.get(`/${run.realm}/users?exact=true&username=${username}`);
  await run.admin.put(
    `/${run.realm}/users/${user.id}/execute-actions-email?lifespan=43200&client_id=frontend&redirect_uri=${encodeURIComponent(`${run.app}/`)}`,
    ACTIONS);
  const mail = await run.mails.takeWithSubject(
    mailAddress('invited', language), run.text('email', language, 'executeActionsSubject'));
  const link = await lookAtMail(visitor, run, 'mail-invitation', mail);

  await page.goto(link);
  await visitor.expectPage('info');
  await visitor.look('invited');
  await page.locator('#kc-info-message a').click();
  const secrets = await setUpAccount(visitor, run, language);

  run.report.add(language, 'the terms accepted in the invitation are kept with the person', 0,
    await acceptancesMissing(run, username, [TERMS]));

  await page.context().clearCookies();
  await signInWithSecondFactor(visitor, run, language, username, secrets);
}

async function setUpAccount(visitor, run, language) {
  const { page } = visitor;
  const secrets = {};
  const pages = {
    terms: async () => {
      await page.getByText(TERMS, { exact: true }).waitFor();
      await visitor.look('terms');
      await page.click('#kc-accept');
    },
    'login-update-password': async () => {
      await visitor.look('password-update');
      await choosePassword(page, PASSWORD, 'something else');
      await page.locator('#input-error-password-confirm').waitFor();
      await visitor.look('password-update-mismatch');
      await choosePassword(page, PASSWORD, PASSWORD);
    },
    'login-config-totp': async () => {
      await visitor.look('otp-setup');
      await page.fill('#totp', '000000');
      await page.click('#saveTOTPBtn');
      await page.locator('#input-error-otp-code').waitFor();
      await visitor.look('otp-setup-wrong');
      secrets.totp = await page.locator('#totpSecret').inputValue();
      await page.fill('#totp', totp(secrets.totp));
      await page.fill('#userLabel', 'Phone');
      await page.click('#saveTOTPBtn');
    },
    'login-recovery-authn-code-config': async () => {
      await visitor.look('recovery-codes');
      secrets.recoveryCodes = await page.locator('#kc-recovery-codes-list li').allTextContents();
      await printRecoveryCodes(visitor, run, language);
      await page.check('#kcRecoveryCodesConfirmationCheck');
      await page.click('#saveRecoveryAuthnCodesBtn');
    },
  };
  for (let step = 0; step < ACTIONS.length; step += 1) {
    const id = await visitor.pageId();
    if (!pages[id]) {
      throw new Error(`No page of the set-up: ${id} at ${page.url()}`);
    }
    await pages[id]();
    await page.locator(`body:not([data-page-id="login-${id}"])`).waitFor({ state: 'attached' });
  }
  await visitor.expectPage('info');
  await visitor.look('invitation-done');
  return secrets;
}

async function choosePassword(page, password, confirmation) {
  await page.fill('#password-new', password);
  await page.fill('#password-confirm', confirmation);
  await page.click('button[type="submit"]:not([name="cancel-aia"])');
}

/** On paper there are the codes, and neither buttons nor panel. */
async function printRecoveryCodes(visitor, run, language) {
  const { page } = visitor;
  await page.emulateMedia({ media: 'print' });
  const visible = await page.locator('#kc-recovery-codes-list li').first().isVisible();
  const buttons = await page.locator('.pf-v5-c-login button:visible, .fl-panel:visible').count();
  await page.screenshot({ path: run.report.screenshot('recovery-codes', language, 'print'), fullPage: true });
  await writeFile(run.report.file(`recovery-codes.${language}.pdf`), await page.pdf({ format: 'A4' }));
  await page.emulateMedia({ media: 'screen' });
  run.report.add(language, 'recovery-codes-on-paper', 0, [
    ...(visible ? [] : ['the codes are not printed']),
    ...(buttons === 0 ? [] : [`${buttons} buttons or panels are printed`]),
  ]);
}

async function signInWithSecondFactor(visitor, run, language, username, secrets) {
  const { page } = visitor;
  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(username, PASSWORD);
  await visitor.expectPage('login-otp');
  await visitor.look('otp');
  await page.fill('#otp', '000000');
  await page.click('#kc-login');
  await page.locator('[id^="input-error-otp"]').first().waitFor();
  await visitor.look('otp-wrong');

  await page.click('#try-another-way');
  await visitor.expectPage('select-authenticator');
  await visitor.look('choose-second-factor');
  await page.locator('#kc-select-credential-form button, .select-auth-box-parent, form button').last().click();
  await visitor.expectPage('login-recovery-authn-code-input');
  await visitor.look('recovery-code');
  await page.fill('#recoveryCodeInput', secrets.recoveryCodes[0].replaceAll(/[^A-Z0-9]/g, '').slice(-12));
  await page.click('#kc-login');
  await visitor.expectApplication();

  await page.context().clearCookies();
  await page.goto(run.signIn('frontend', language));
  await visitor.signIn(username, PASSWORD);
  await visitor.expectPage('login-otp');
  await page.fill('#otp', totp(secrets.totp, Date.now() + 30_000)); // the step just used is spent
  await page.click('#kc-login');
  await visitor.expectApplication();
}
