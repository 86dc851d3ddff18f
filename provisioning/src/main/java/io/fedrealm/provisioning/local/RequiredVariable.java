package io.fedrealm.provisioning.local;

/**
 * A variable that a template uses and that has no default there.
 *
 * @param name upper case, as in {@code ${NAME}}
 * @param secret whether it stands where Keycloak keeps a secret, so that a random value does
 */
public record RequiredVariable(String name, boolean secret) {}
