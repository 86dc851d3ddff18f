import { PASSWORD, userName } from '../lib/realms.mjs';

/** A security key, played by the browser's own virtual one. */
export async function passkey(visitor, { run, language }) {
  const { page } = visitor;
  const signIn = () => page.goto(run.signIn('frontend', language));
  await plugInKey(page);
  page.on('dialog', (dialog) => dialog.accept('Blue key'));

  await signIn();
  await visitor.signIn(userName('passkey', language), PASSWORD);
  await visitor.expectPage('webauthn-register');
  await visitor.look('passkey-setup');
  await page.click('#registerWebAuthn');
  await visitor.expectApplication();

  await page.context().clearCookies();
  await signIn();
  await visitor.signIn(userName('passkey', language), PASSWORD);
  await visitor.expectPage('webauthn-authenticate');
  await visitor.look('passkey');
  await page.click('#authenticateWebAuthnButton');
  await visitor.expectApplication();
}

async function plugInKey(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
