// What FLNet's frontends do with keycloak-js (contracts: check-sso, silent SSO, guards, renewal,
// logout), without Angular. keycloak-js comes from its registry as it is.
import Keycloak from '/keycloak-js/keycloak.js';
import { environment } from '/environment.js';

const BASE = `${location.origin}/`;
const ROUTES = [
  { path: /^\/cohorts\//, protected: true },
  { path: /^\/admin$/, protected: true, role: 'Admin' },
];

const keycloak = new Keycloak(environment);
let reauthenticating = false;

keycloak.onAuthLogout = reauthenticate;
keycloak.onAuthRefreshError = reauthenticate;
keycloak.onTokenExpired = () => keycloak.updateToken().catch(() => {});

// No PKCE method and no login iframe are named: keycloak-js' own defaults count, as for FLNet.
await keycloak.init({
  onLoad: 'check-sso',
  silentCheckSsoRedirectUri: `${BASE}assets/silent-check-sso.html`,
  redirectUri: BASE,
});
await enterRoute();
show();

/** The session has ended elsewhere: log in anew and come back to where one was. */
function reauthenticate() {
  if (!reauthenticating) {
    reauthenticating = true;
    const redirectUri = location.href;
    keycloak.login({ redirectUri, prompt: 'login' }).catch(() => keycloak.logout({ redirectUri }));
  }
}

/** FLNet's guard: log in where that is needed, back to the start where the role is missing. */
async function enterRoute() {
  const route = ROUTES.find(({ path }) => path.test(location.pathname));
  if (route?.protected && !keycloak.authenticated) {
    await keycloak.login({ redirectUri: location.href }); // leaves the page
  }
  if (route?.role && !hasRole(route.role)) {
    history.replaceState(null, '', '/');
  }
}

/** Like FLNet: in upper or lower case, of the realm or of any client. */
function hasRole(wanted) {
  const { realm_access: realm, resource_access: clients = {} } = keycloak.tokenParsed;
  return [realm, ...Object.values(clients)]
    .flatMap((access) => access?.roles ?? [])
    .some((role) => role.toLowerCase() === wanted.toLowerCase());
}

/** A request to the backend, with a token that lives for at least another half minute. */
async function callBackend(path) {
  await keycloak.updateToken(30);
  return fetch(`/api${path}`, { headers: { Authorization: `Bearer ${keycloak.token}` } });
}

function show() {
  const { authenticated, tokenParsed } = keycloak;
  element('user').textContent = authenticated ? tokenParsed.preferred_username : '';
  element('roles').replaceChildren(...(tokenParsed?.realm_access?.roles ?? []).map((role) => {
    const item = document.createElement('li');
    item.textContent = role;
    return item;
  }));
  element('login').hidden = authenticated;
  element('account').hidden = !authenticated;
  element('logout').hidden = !authenticated;
  element('login').onclick = () => keycloak.login();
  element('account').onclick = () => keycloak.accountManagement();
  element('logout').onclick = () => keycloak.logout({ redirectUri: BASE });
  globalThis.application = { keycloak, callBackend, reauthenticate };
  document.body.dataset.state = authenticated ? 'authenticated' : 'anonymous';
}

function element(id) {
  return document.getElementById(id);
}
