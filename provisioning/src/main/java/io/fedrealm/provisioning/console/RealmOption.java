package io.fedrealm.provisioning.console;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which realm a command is about. There is no default: a guess could change the wrong one. */
public final class RealmOption {

  private static final String VARIABLE = "FEDREALM_REALM";

  @Option(
      names = {"-r", "--realm"},
      paramLabel = "NAME",
      description = "The realm. Default: environment variable " + VARIABLE + ".")
  private String realm;

  /**
   * The realm's name.
   *
   * @throws CommandException {@link ExitCode#USAGE} when neither option nor variable says it
   */
  public String name(Map<String, String> environment) {
    String name = realm == null ? environment.getOrDefault(VARIABLE, "") : realm;
    if (name.isBlank()) {
      throw new CommandException(
          ExitCode.USAGE, "Say which realm: give --realm NAME or set " + VARIABLE + ".");
    }
    return name;
  }
}
