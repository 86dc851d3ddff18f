import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const WWW = new URL('../www/', import.meta.url);
const KEYCLOAK_JS = createRequire(import.meta.url).resolve('keycloak-js');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'http2-settings'];
const FILES = ['/app.js', '/assets/silent-check-sso.html'];

/**
 * The web server in front of a FLNet installation, as its nginx is set up: the single-page
 * application at every path, Keycloak at /auth/, the backend at /api/, all of one origin.
 */
export async function serve({ baseUrl, realm, keycloak, service }) {
  const environment = { url: '/auth', realm, clientId: 'frontend' };
  const server = createServer((request, response) => {
    answer(request, response, { keycloak, service, environment }).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(error.message);
    });
  });
  const { hostname, port } = new URL(baseUrl);
  server.listen(Number(port), hostname);
  await once(server, 'listening');
}

async function answer(request, response, { keycloak, service, environment }) {
  const { pathname } = new URL(request.url, 'http://server');
  if (pathname.startsWith('/auth/')) {
    forward(request, response, keycloak + request.url.slice('/auth'.length));
  } else if (pathname.startsWith('/api/')) {
    forward(request, response, service + request.url.slice('/api'.length));
  } else if (pathname === '/environment.js') {
    send(response, '.js', `export const environment = ${JSON.stringify(environment)};\n`);
  } else if (pathname === '/keycloak-js/keycloak.js') {
    send(response, '.js', await readFile(KEYCLOAK_JS));
  } else {
    const file = FILES.includes(pathname) ? pathname : '/index.html';
    send(response, path.extname(file), await readFile(new URL(`.${file}`, WWW)));
  }
}

function send(response, extension, body) {
  response.writeHead(200, { 'content-type': TYPES[extension], 'cache-control': 'no-store' }).end(body);
}

function forward(request, response, url) {
  const { method, headers } = request;
  const target = httpRequest(url, { method, headers: endToEnd(headers) }, (upstream) => {
    response.writeHead(upstream.statusCode, endToEnd(upstream.headers));
    upstream.pipe(response);
  });
  target.on('error', () => response.headersSent ? response.destroy() : response.writeHead(502).end());
  response.on('close', () => target.destroy());
  request.pipe(target);
}

/** What is for the next hop only stays here (RFC 9110, section 7.6.1), as the offer of HTTP/2. */
function endToEnd(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
