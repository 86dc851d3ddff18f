package io.fedrealm.provisioning.error;

/** What the process ends with; listed in every {@code --help}. */
public final class ExitCode {

  /** Done, or nothing to do. */
  public static final int OK = 0;

  /** It was tried and did not work. */
  public static final int FAILED = 1;

  /** Wrong usage or wrong input; nothing was written to the server. */
  public static final int USAGE = 2;

  /** {@code plan}: changes are pending. */
  public static final int CHANGES_PENDING = 3;

  /** The server cannot be reached, or does not let us in. */
  public static final int UNREACHABLE = 4;

  /** Stopped by Ctrl-C or SIGTERM (128 + SIGINT). */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
