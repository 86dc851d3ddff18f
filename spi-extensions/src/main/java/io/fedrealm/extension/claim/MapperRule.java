package io.fedrealm.extension.claim;

import java.util.Set;

/** A mapper's configuration, read and found usable, that decides about all claims of the mapper. */
public interface MapperRule {

  /**
   * The claims that the mapper may put into a token.
   *
   * @return their names, never empty
   */
  Set<ClaimName> claimNames();

  /**
   * Decides about the claims. Pure: the same request gives the same decision, wherever it is asked.
   *
   * @param context what the token request asks for and who its subject is
   * @return the decision, never null
   */
  MapperDecision evaluate(TokenContext context);
}
