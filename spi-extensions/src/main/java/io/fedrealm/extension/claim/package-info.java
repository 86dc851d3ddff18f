/**
 * What every federated-learning claim has in common: how a mapper's configuration is read, what a
 * token request asks for, what its subject holds, and how a decided claim is written.
 *
 * <p>A mapper of this project extends {@link io.fedrealm.extension.claim.FederationClaimMapper} and
 * gives a {@link io.fedrealm.extension.claim.ClaimRule}; the rule is evaluated twice with the same
 * result: by the mapper to write the claim, and by the token rules to refuse the request.
 */
package io.fedrealm.extension.claim;
