package io.fedrealm.provisioning.plan.check;

import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** What resources of a template cannot be, seen with what the realm has. */
public final class ResourceChecks {

  private ResourceChecks() {}

  /**
   * What Keycloak would refuse half-way, or leave out without a word.
   *
   * @param actual the realm as it is, or as Keycloak makes it
   */
  public static List<Problem> problems(RealmTemplate template, RealmState actual) {
    List<Problem> problems = new ArrayList<>(ClientCheck.problems(template, actual));
    problems.addAll(UserCheck.problems(template, actual));
    problems.addAll(SharedConfigurations.problems(template, actual));
    return problems;
  }
}
