import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export const LANGUAGES = (process.env.FEDREALM_BROWSER_LANGUAGES || 'en de fr sv').split(' ');
export const SITE = 'brand-site';
export const PLAIN = 'brand-plain';
export const PASSWORD = `Aa1-${randomBytes(12).toString('base64url')}`;

const TEMPLATE = new URL('../../../../../realms/flnet-client.json', import.meta.url);

/** A green square on white, so that a test needs no file: what a hospital's logo stands for. */
const LOGO = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="8" fill="#1d4f91"/>'
    + '<path fill="#fff" d="M20 10h8v10h10v8H28v10h-8V28H10v-8h10z"/></svg>').toString('base64')}`;

const BRAND = {
  'fl.brand.site': 'Uppsala University Hospital',
  'fl.brand.federation': 'Nordic Federation for Rare Diseases',
  'fl.brand.project': 'Lung imaging 2027',
  'fl.brand.accent': '#1d4f91',
  'fl.brand.logo': LOGO,
  'fl.brand.support': 'federation-help@hospital.example',
  'fl.brand.legal.imprint': 'https://hospital.example/imprint',
  'fl.brand.legal.privacy': 'https://hospital.example/privacy',
  'fl.brand.legal.accessibility': 'https://hospital.example/accessibility',
};

/** The version of the terms that the site names, and what it named before. */
export const TERMS = '2027-01';
const EARLIER_TERMS = '2026-05';

/** What a person of the tests is for; each language has one of each. */
const PEOPLE = {
  member: { group: true },
  mailed: { group: true, emailVerified: true },
  locked: { group: true },
  invited: { emailVerified: true, password: false, group: true, terms: null },
  newcomer: {},
  joiner: {},
  returning: { group: true, terms: EARLIER_TERMS },
  passkey: { group: true, requiredActions: ['webauthn-register'] },
  profile: { group: true, requiredActions: ['UPDATE_PROFILE', 'VERIFY_EMAIL'] },
};

/**
 * Makes the realms of a run: one from the template of a FLNet site, with branding, people and the
 * clients that reach the remaining pages; and its twin in Keycloak's own theme, to compare with.
 */
export async function createRealms(admin, keycloak, app, smtpPort) {
  await deleteRealms(admin);
  await admin.post('', await siteRealm(SITE, keycloak, app, smtpPort));
  await admin.post('', { ...(await siteRealm(PLAIN, keycloak, app, smtpPort)), loginTheme: 'keycloak.v2', users: [] });
  for (const language of LANGUAGES) {
    await admin.post(`/${SITE}/localization/${language}`, { flMailSupport: BRAND['fl.brand.support'] });
  }
  await enableSecondFactors(admin);
  await enableRequiredActions(admin);
  await showAttributesToAdmins(admin);
}

export async function deleteRealms(admin) {
  await admin.deleteRealm(SITE);
  await admin.deleteRealm(PLAIN);
}

export function userName(person, language) {
  return `${person}-${language}`;
}

export function mailAddress(person, language) {
  return `${userName(person, language)}@hospital.example`;
}

/**
 * The template without its client policies, which draw no page and which other tests hold, and
 * without its required actions, which Keycloak's import takes for all there are: they come afterwards.
 * Its pages live at `keycloak`, whatever the server calls itself: passkeys need a name, no address.
 */
async function siteRealm(name, keycloak, app, smtpPort) {
  const text = fill(await readFile(TEMPLATE, 'utf8'), {
    FLNET_CLIENT_REALM: name,
    FRONTEND_BASE_URL: app,
    DATA_IMPORTER_SECRET: randomBytes(16).toString('hex'),
    LOCAL_LEARNING_SECRET: randomBytes(16).toString('hex'),
  });
  const { clientProfiles, clientPolicies, requiredActions, ...template } = JSON.parse(text);
  return {
    ...template,
    displayName: BRAND['fl.brand.site'],
    resetPasswordAllowed: true,
    eventsListeners: [...template.eventsListeners, 'email'],
    smtpServer: { host: '127.0.0.1', port: `${smtpPort}`, from: 'no-reply@hospital.example' },
    attributes: { ...template.attributes, ...BRAND, 'fl.terms.version': TERMS, frontendUrl: keycloak },
    groups: [{ name: 'Data-Admin', realmRoles: ['Data-Admin'] }],
    users: [...template.users, ...LANGUAGES.flatMap(peopleWhoSpeak)],
    clients: [...template.clients, ...extraClients(app)],
  };
}

/** The template's ${VAR:default}; a value that is a number stays one. */
function fill(text, variables) {
  const value = (name, fallback) => variables[name] ?? fallback ?? missing(name);
  return text
    .replace(/"\$\{([A-Z0-9_]+)(?::([^}]*))?\}"/g, (all, name, fallback) =>
      /^\d+$/.test(value(name, fallback)) ? value(name, fallback) : JSON.stringify(value(name, fallback)))
    .replace(/\$\{([A-Z0-9_]+)(?::([^}]*))?\}/g, (all, name, fallback) => value(name, fallback));
}

function missing(name) {
  throw new Error(`The template asks for \${${name}}, which the browser tests do not set: add it in realms.mjs`);
}

function peopleWhoSpeak(language) {
  return Object.entries(PEOPLE).map(([person, traits]) => ({
    username: userName(person, language),
    email: mailAddress(person, language),
    emailVerified: traits.emailVerified ?? false,
    firstName: 'Robin',
    lastName: 'Example',
    enabled: true,
    attributes: { locale: [language], ...accepted(traits.terms) },
    groups: traits.group ? ['/Data-Admin'] : [],
    clientRoles: { account: ['manage-account', 'view-profile'] },
    requiredActions: traits.requiredActions ?? [],
    credentials: traits.password === false ? [] : [{ type: 'password', value: PASSWORD, temporary: false }],
  }));
}

/** Whoever is not here for the terms has accepted them. */
function accepted(version = TERMS) {
  return version === null ? {} : { 'fl.terms.accepted': [`2026-05-04T08:00:00Z ${version}`] };
}

function extraClients(app) {
  const publicClient = {
    protocol: 'openid-connect',
    publicClient: true,
    fullScopeAllowed: false,
    rootUrl: app,
    baseUrl: `${app}/`,
    redirectUris: [`${app}/*`],
    attributes: { 'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': '+' },
  };
  return [
    {
      ...publicClient,
      clientId: 'study-tool',
      name: 'Study tool',
      description: 'Shows the results of finished training rounds.',
      consentRequired: true,
    },
    {
      ...publicClient,
      clientId: 'flower-cli',
      name: 'Flower command line on node-7',
      description: 'Starts and stops training runs at this site.',
      standardFlowEnabled: false,
      redirectUris: [],
      attributes: { 'oauth2.device.authorization.grant.enabled': 'true' },
    },
  ];
}

async function enableSecondFactors(admin) {
  for (const execution of await admin.get(`/${SITE}/authentication/flows/browser/executions`)) {
    if (['webauthn-authenticator', 'auth-recovery-authn-code-form'].includes(execution.providerId)) {
      await admin.put(`/${SITE}/authentication/flows/browser/executions`, { ...execution, requirement: 'ALTERNATIVE' });
    }
  }
}

async function enableRequiredActions(admin) {
  for (const providerId of ['fl-terms', 'fl-membership']) {
    await admin.post(`/${SITE}/authentication/register-required-action`, { providerId, name: providerId });
  }
}

/** Attributes that the realm's profile does not name are hidden from administrators too. */
async function showAttributesToAdmins(admin) {
  const profile = await admin.get(`/${SITE}/users/profile`);
  await admin.put(`/${SITE}/users/profile`, { ...profile, unmanagedAttributePolicy: 'ADMIN_VIEW' });
}
