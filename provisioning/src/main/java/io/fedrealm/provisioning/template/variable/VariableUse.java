package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.Position;

/**
 * A variable that a template uses.
 *
 * @param name the environment variable
 * @param where the first place that uses it
 * @param secret whether the place is a secret of Keycloak's (a client secret, a password)
 * @param required whether it has no default
 */
public record VariableUse(String name, Position where, boolean secret, boolean required) {}
