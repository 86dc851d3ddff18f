package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the variables of secrets stand, over all templates of a run: each in one place. In a second
 * one, who may read that place would learn the secret of the first.
 */
public final class SecretPlaces {

  private final Map<String, Position> places = new HashMap<>();

  /** Notes the place of a secret's variable; a second one is a problem. */
  void take(String variable, Position where, Problems problems) {
    Position first = places.putIfAbsent(variable, where);
    if (first != null) {
      problems.add(
          where,
          "the variable %s is the secret at %s already: a secret's variable stands in one place. Take another variable here, which may have the same value"
              .formatted(variable, first));
    }
  }
}
