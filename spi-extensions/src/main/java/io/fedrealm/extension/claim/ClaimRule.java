package io.fedrealm.extension.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mapper's configuration, read and found usable, that decides about the mapper's one claim. */
public interface ClaimRule extends MapperRule {

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

  @Override
  default Set<ClaimName> claimNames() {
    return Set.of(claimName());
  }

  @Override
  default MapperDecision evaluate(TokenContext context) {
    ClaimDecision decision = decide(context);
    List<String> values = decision.values();
    return new MapperDecision(
        values.isEmpty() ? Map.of() : Map.of(claimName(), multivalued() ? values : values.get(0)),
        Map.of(),
        decision.refusal());
  }
}
