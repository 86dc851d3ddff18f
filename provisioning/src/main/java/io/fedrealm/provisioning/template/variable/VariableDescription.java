package io.fedrealm.provisioning.template.variable;

import java.util.Optional;

/**
 * A variable of a template, for who has to set it.
 *
 * @param name the variable
 * @param rule what it has to be, for people
 * @param secret whether it is a secret
 * @param fallback its default, if it has one
 * @param meaning what it is for; empty when the template does not say
 * @param source where its value comes from now; empty when it is not set
 * @param problem what speaks against that value; empty when nothing does
 */
public record VariableDescription(
    String name,
    String rule,
    boolean secret,
    Optional<String> fallback,
    String meaning,
    Optional<String> source,
    Optional<String> problem) {}
