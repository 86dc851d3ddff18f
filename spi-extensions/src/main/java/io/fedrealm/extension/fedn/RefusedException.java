package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.Response;

/** A request that is refused, with what the caller reads. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Response.Status status;
  private final String error;
  private final boolean reported;

  /**
   * A refusal.
   *
   * @param status of the answer
   * @param error a code for programs, such as {@code invalid_grant}
   * @param message for people; tells nothing that the caller does not know
   */
  RefusedException(Response.Status status, String error, String message) {
    this(status, error, message, false);
  }

  private RefusedException(Response.Status status, String error, String message, boolean reported) {
    super(message, null, false, false);
    this.status = status;
    this.error = error;
    this.reported = reported;
  }

  /**
   * A refusal by one of Keycloak's grants, which has sent the event.
   *
   * @param error as the grant says
   * @param message as the grant says
   */
  static RefusedException byGrant(String error, String message) {
    return new RefusedException(Response.Status.BAD_REQUEST, error, message, true);
  }

  /** The same refusal in other words. */
  RefusedException as(Response.Status otherStatus, String otherError, String otherMessage) {
    return new RefusedException(otherStatus, otherError, otherMessage, reported);
  }

  /** Whether its event has been sent. */
  boolean isReported() {
    return reported;
  }

  Response.Status status() {
    return status;
  }

  String error() {
    return error;
  }
}
