package io.fedrealm.provisioning.template;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that everything is reported together. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(Position where, String message) {
    Problem problem = new Problem(where, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * @throws InvalidTemplateException when anything was found
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidTemplateException(found);
    }
  }
}
