package io.fedrealm.provisioning.template.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, each thing once, so that everything is reported together. */
public final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<String> variables = new HashSet<>();
  private final Set<Position> unresolved = new HashSet<>();

  /** Adds a problem, unless the value is only wrong because its variable cannot be had. */
  public void add(Position where, String message) {
    if (!unresolved.contains(where)) {
      found.add(new Problem(where, message));
    }
  }

  /** Adds that a variable cannot be had, unless this was said before. */
  public void unresolved(String variable, Position where, String message) {
    if (variables.add(variable)) {
      found.add(new Problem(where, message));
    }
    unresolved.add(where);
  }

  public void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * @throws InvalidTemplateException when anything was found
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidTemplateException(list());
    }
  }
}
