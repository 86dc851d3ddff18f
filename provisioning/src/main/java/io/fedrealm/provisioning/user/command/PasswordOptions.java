package io.fedrealm.provisioning.user.command;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.variable.Variables;
import io.fedrealm.provisioning.user.Passwords;
import io.fedrealm.provisioning.user.PasswordsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whether users get a password now, and which. Never from the command line, never printed. */
final class PasswordOptions {

  @ArgGroup private Source source;

  /** One of the two. */
  static final class Source {

    @Option(
        names = "--passwords-to",
        paramLabel = "FILE",
        description =
            "Generate temporary passwords, and write them into this file (CSV, mode 600). A user"
                + " whose line is there already gets that password.")
    private Path file;

    @Option(
        names = "--password-from",
        paramLabel = "NAME",
        description =
            "Take the temporary password from the environment variable NAME, or from the file that"
                + " NAME_FILE names.")
    private String variable;
  }

  /** Whether there is to be a password. */
  boolean given() {
    return source != null;
  }

  /**
   * Where passwords come from.
   *
   * @throws CommandException {@link ExitCode#USAGE} when the file or variable cannot be used
   */
  Passwords open(Map<String, String> environment) {
    if (source == null) {
      return Passwords.NONE;
    }
    if (source.file != null) {
      return PasswordsFile.open(source.file);
    }
    String password = value(new Variables(environment), source.variable);
    return username -> Optional.of(password);
  }

  private static String value(Variables variables, String name) {
    try {
      return variables
          .get(name)
          .orElseThrow(() -> usage("The variable " + name + " is not set, nor " + name + "_FILE."));
    } catch (Variables.UnusableException e) {
      throw usage(e.getMessage());
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
