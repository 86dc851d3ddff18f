package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The service's answers: JSON, never cached (RFC 6749 section 5.1), no CORS. */
final class Answers {

  private Answers() {}

  /** What was asked for. */
  static Response ok(Object json) {
    return of(Response.Status.OK, json);
  }

  /** The answer with a status. */
  static Response of(Response.Status status, Object json) {
    return uncached(Response.status(status)).entity(json).type(MediaType.APPLICATION_JSON).build();
  }

  /**
   * A refusal: {@code error} and {@code message}, the names under which FEDn's command line looks.
   */
  static Response refused(RefusedException refusal) {
    Response.ResponseBuilder answer = uncached(Response.status(refusal.status()));
    if (refusal.status() == Response.Status.TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, "60");
    }
    return answer
        .entity(Map.of("error", refusal.error(), "message", refusal.getMessage()))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  /** An answer that nobody stores. */
  static Response.ResponseBuilder uncached(Response.ResponseBuilder answer) {
    return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
  }
}
