package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.headers.SecurityHeadersOptions;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.RealmModel;

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

  /**
   * An answer to a request whose content type Keycloak cannot read. Keycloak would look at it to
   * choose the security headers (DefaultSecurityHeadersProvider.addHeaders) and fail: they are all
   * set here.
   */
  static Response secured(Response answer, RealmModel realm, SecurityHeadersOptions options) {
    options.skipHeaders();
    Map<String, String> values = realm.getBrowserSecurityHeaders();
    Response.ResponseBuilder secured = Response.fromResponse(answer);
    for (BrowserSecurityHeaders header : BrowserSecurityHeaders.values()) {
      String value = values.getOrDefault(header.getKey(), header.getDefaultValue());
      if (!value.isEmpty()) {
        secured.header(header.getHeaderName(), value);
      }
    }
    return secured.build();
  }

  /** An answer that nobody stores. */
  static Response.ResponseBuilder uncached(Response.ResponseBuilder answer) {
    return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
  }
}
