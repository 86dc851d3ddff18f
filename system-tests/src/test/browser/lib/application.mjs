import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** A stand-in for FLNet's frontend: it only shows that one has arrived. */
export async function startApplication() {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!DOCTYPE html><html lang="en"><title>Application</title><link rel="icon" href="data:,"><h1>Arrived</h1></html>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** The address where a client's sign-in begins: authorization code with PKCE S256. */
export function signInAddress(keycloak, realm, clientId, redirectUri, language) {
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: randomBytes(8).toString('hex'),
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(language && { ui_locales: language }),
  });
  return `${keycloak}/realms/${realm}/protocol/openid-connect/auth?${query}`;
}
