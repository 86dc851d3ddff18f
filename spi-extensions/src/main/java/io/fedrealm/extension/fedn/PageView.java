package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The page for people, in the realm's login theme. */
final class PageView {

  /** No script at all, nothing from elsewhere, no frame around it. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final KeycloakSession session;
  private final Locale locale;
  private final Map<String, Object> model = new HashMap<>();

  PageView(KeycloakSession session, UserModel person) {
    this.session = session;
    this.locale = session.getContext().resolveLocale(person);
    model.put("person", person.getUsername());
    model.put("environment", "");
    model.put("notice", "");
    model.put("lifespan", session.getContext().getRealm().getAccessTokenLifespan());
  }

  PageView with(String name, Object value) {
    model.put(name, value);
    return this;
  }

  /** A project of somebody who does not administer it. */
  Map<String, Object> project(Project project) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("slug", project.slug());
    shown.put("name", project.name());
    shown.put("controller", project.controller());
    shown.put("roles", project.roles());
    shown.put("administered", false);
    return shown;
  }

  /** A project of somebody who administers it, with the tokens issued for it. */
  Map<String, Object> administered(Project project, IssuedTokens.Shown tokens) {
    Map<String, Object> shown = project(project);
    shown.put("administered", true);
    shown.put("tokens", tokens.tokens().stream().map(this::token).toList());
    shown.put("complete", tokens.complete());
    return shown;
  }

  private Map<String, Object> token(IssuedToken token) {
    return Map.of(
        "id", token.id(),
        "name", token.name(),
        "role", token.role(),
        "by", token.by(),
        "issued", time(token.issued()),
        "issuedIso", token.issued().toString(),
        "used", time(token.used()),
        "usedIso", token.used().toString());
  }

  /** The page. */
  Response render(Response.Status status) {
    Response page =
        session
            .getProvider(LoginFormsProvider.class)
            .setAttribute("fedn", model)
            .setStatus(status)
            .createForm("fedn-access.ftl");
    return secured(Response.fromResponse(page)).build();
  }

  /** The headers of everything that the page answers. */
  Response.ResponseBuilder secured(Response.ResponseBuilder answer) {
    session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
    return Answers.uncached(answer)
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        .header("Cross-Origin-Opener-Policy", "same-origin");
  }

  private String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(instant.atOffset(ZoneOffset.UTC))
        + " UTC";
  }
}
