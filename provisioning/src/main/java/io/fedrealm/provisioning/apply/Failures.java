package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.plan.output.PlanText;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Retries;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Which failures pass, and how long they are worth waiting for. */
final class Failures {

  /** After so many it is not a race any more. */
  private static final int RACES = 4;

  private Failures() {}

  /** Whether the change may be made already, or may be made when it is tried again. */
  static boolean mayPass(CommandException error) {
    return error instanceof AdminApi.UncertainException || status(error) == 409;
  }

  /**
   * Whether somebody else may be making the same realm at this moment: then Keycloak says 400
   * "Database operation failed" and not 409, and the realm may only be there a little later.
   */
  static boolean mayBeADuplicate(CommandException error) {
    return status(error) == 400;
  }

  /** A server that is away comes back; what it refuses, it soon refuses for good. */
  static Retries retries(Retries usual, Collection<CommandException> failures) {
    boolean away =
        failures.stream()
            .map(Failures::status)
            .anyMatch(status -> !Set.of(400, 409, 500).contains(status));
    return away ? usual : usual.atMost(RACES);
  }

  /** The status of the answer that a change failed with; 0 when there was none. */
  private static int status(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .filter(AdminApi.RefusedException.class::isInstance)
        .mapToInt(refused -> ((AdminApi.RefusedException) refused).status())
        .findFirst()
        .orElse(0);
  }

  /** The server says that all is done, and it is not. */
  static CommandException notKept(PlannedRealm rest) {
    String lines = String.join("\n", new PlanText(false).lines(rest.plan()));
    return new CommandException(
        ExitCode.FAILED,
        "The server accepted these changes and did not keep them as they are written in "
            + rest.template().source()
            + ":\n"
            + lines);
  }
}
