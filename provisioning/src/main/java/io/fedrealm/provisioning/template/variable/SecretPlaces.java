package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the variables of secrets stand, over all templates of a run: each in one place, and never
 * where it would be shown. In a second place, who may read that place would learn the secret of the
 * first.
 */
public final class SecretPlaces {

  private final Map<String, Position> places = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private final Map<String, Position> shown = new LinkedHashMap<>();

  /** Notes that a variable stands where a secret has to, whether rightly or not. */
  void isSecret(String variable) {
    secrets.add(variable);
  }

  /** Notes the place of a secret's variable; a second one is a problem. */
  void take(String variable, Position where, Problems problems) {
    Position first = places.putIfAbsent(variable, where);
    if (first != null) {
      problems.add(
          where,
          ("the variable %s is the secret at %s already: a secret's variable stands in one place."
                  + " Take another variable here, which may have the same value")
              .formatted(variable, first));
    }
  }

  /**
   * Notes that a variable stands where its value is shown.
   *
   * @param declared whether its template declares it as a secret
   */
  void show(String variable, Position where, boolean declared) {
    shown.putIfAbsent(variable, where);
    if (declared) {
      secrets.add(variable);
    }
  }

  /** To be called at the end: only then it is known which variables hold secrets. */
  public void finish(Problems problems) {
    shown.forEach(
        (name, where) -> {
          if (secrets.contains(name) || ValuesFile.isSecret(name)) {
            problems.add(
                where,
                "the variable "
                    + name
                    + " holds a secret, by its name or by its use elsewhere, and here it would be"
                    + " shown");
          }
        });
  }
}
