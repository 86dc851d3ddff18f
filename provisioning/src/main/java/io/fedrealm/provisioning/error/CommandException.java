package io.fedrealm.provisioning.error;

/**
 * An error that the operator can understand and mend: its message says what, where and how. It is
 * printed without a stack trace unless {@code --verbose} is given, and never holds a secret.
 */
public class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message for the operator; several lines are fine
   */
  public CommandException(int exitCode, String message) {
    this(exitCode, message, null);
  }

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message for the operator; several lines are fine
   * @param cause shown with {@code --verbose} only; may be null
   */
  public CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
