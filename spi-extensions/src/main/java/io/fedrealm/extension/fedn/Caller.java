package io.fedrealm.extension.fedn;

import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * Who sends a request.
 *
 * @param person the subject of the token
 * @param client the token is for
 * @param token the access token itself; null for a person at the page
 */
record Caller(UserModel person, ClientModel client, AccessToken token) {}
