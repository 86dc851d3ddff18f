import { PASSWORD, userName } from '../lib/realms.mjs';

/** A security key, played by the browser's own virtual one; WebAuthn needs a name, not an address. */
export async function passkey(visitor, { run, language }) {
  const { page } = visitor;
  const onLocalhost = (url) => url.replace('//127.0.0.1:', '//localhost:');
  const signIn = () => page.goto(onLocalhost(run.signIn('frontend', language)).replace(/redirect_uri=http%3A%2F%2Flocalhost/, 'redirect_uri=http%3A%2F%2F127.0.0.1'));
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
