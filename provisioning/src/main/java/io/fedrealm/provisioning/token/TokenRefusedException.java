package io.fedrealm.provisioning.token;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;

/** The token endpoint answered, and did not give a token (RFC 6749, section 5.2). */
public final class TokenRefusedException extends CommandException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  TokenRefusedException(int status, String error, String message) {
    super(isLogin(error) ? ExitCode.UNREACHABLE : ExitCode.FAILED, message);
    this.status = status;
    this.error = error;
  }

  private static boolean isLogin(String error) {
    return error.equals("invalid_client") || error.equals("unauthorized_client");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The OAuth error code, {@code invalid_client} for example; "" when the answer had none. */
  public String error() {
    return error;
  }

  /** Whether it was the client's id or secret that the server did not take. */
  public boolean isClientRefused() {
    return isLogin(error);
  }
}
