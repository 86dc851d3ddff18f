package io.fedrealm.provisioning.local;

/**
 * A variable that a template uses.
 *
 * @param name upper case, as in {@code ${NAME}}
 * @param secret whether it stands where Keycloak keeps a secret, so that a random value does
 * @param required whether it has no default there
 */
public record TemplateVariable(String name, boolean secret, boolean required) {}
