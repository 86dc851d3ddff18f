package io.fedrealm.provisioning.reconcile;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.Map;
import java.util.Optional;

/** The operator's key by which plans that are kept are signed: no other plan is applied then. */
final class PlanKey {

  static final String VARIABLE = "FEDREALM_PLAN_KEY";

  private static final int MIN_LENGTH = 32;

  private PlanKey() {}

  /**
   * The key.
   *
   * @return empty when there is none
   * @throws CommandException {@link ExitCode#USAGE} when it cannot be read or can be guessed
   */
  static Optional<String> in(Map<String, String> environment) {
    try {
      Optional<String> key = new Variables(environment).get(VARIABLE);
      if (key.filter(text -> text.length() < MIN_LENGTH).isPresent()) {
        throw new CommandException(
            ExitCode.USAGE,
            VARIABLE + " is shorter than " + MIN_LENGTH + " characters: it could be guessed.");
      }
      return key;
    } catch (Variables.UnusableException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage());
    }
  }
}
