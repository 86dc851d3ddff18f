package io.fedrealm.extension.claim;

/** A mapper's configuration, read and found usable, that decides about its claim. */
public interface ClaimRule {

  /**
   * Where the claim goes.
   *
   * @return the name, never null
   */
  ClaimName claimName();

  /**
   * Tells the shape of the claim.
   *
   * @return true for an array, false for one string
   */
  boolean multivalued();

  /**
   * Decides about the claim. Pure: the same request gives the same decision, wherever it is asked.
   *
   * @param context what the token request asks for and what its subject holds
   * @return the decision, never null; for one string at most one value
   */
  ClaimDecision decide(TokenContext context);
}
