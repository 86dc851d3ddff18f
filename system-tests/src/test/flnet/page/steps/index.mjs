import { admitted, caller, foreignOrigin, refused } from './backend.mjs';
import { account, anonymous, endedSession, login, oneOrigin, pkce, profile, wrongPassword } from './login.mjs';
import { deepLink, deepLinkInSession, guard, guardOfAdmin, reauthentication } from './routes.mjs';
import { expiry, logout, logoutElsewhere, reload, renewal, twoTabs, usedRefreshToken } from './session.mjs';

/** The steps by the kind of application, each with the sentence that it shows. */
export const STEPS = {
  complete: Object.entries({
    'an anonymous visitor stays on the page and is asked nothing': anonymous,
    'a session that is over is found out in silence': endedSession,
    'a wrong password is told and lets nobody in': wrongPassword,
    'a person logs in and the page knows name and roles': login,
    'the login is authorization code with PKCE S256': pkce,
    'all requests stay on the origin of the application': oneOrigin,
    'the page loads the profile of the person': profile,
    'the account console opens for the person': account,
    'a reload finds the session by silent single sign-on': reload,
    'each renewal of the tokens gives a new refresh token': renewal,
    'two tabs renew their tokens side by side': twoTabs,
    'a used refresh token is refused and the person logs in anew': usedRefreshToken,
    'a deep link leads through the login and back to itself': deepLink,
    'a deep link within a session shows no login': deepLinkInSession,
    'a reauthentication comes back to the deep link': reauthentication,
    'the route for administrators is closed to others': guard,
    'the route for administrators opens for an administrator': guardOfAdmin,
    'the backend knows the person by name and roles': caller,
    'the backend refuses the person without the role': refused,
    'the backend lets the administrator in': admitted,
    'only the origin of the application may read what Keycloak answers': foreignOrigin,
    'a logout leads to the start and ends the session': logout,
    'a logout in one tab is noticed in the other': logoutElsewhere,
  }),
  shortLived: Object.entries({
    'a token that runs out is renewed by itself': expiry,
  }),
};
