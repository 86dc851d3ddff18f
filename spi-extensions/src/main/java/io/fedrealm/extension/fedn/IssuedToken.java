package io.fedrealm.extension.fedn;

import java.time.Instant;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserSessionModel;

/**
 * A token that was issued and still refreshes.
 *
 * @param id of its session
 * @param name that it was given; may be empty
 * @param role {@code admin}, {@code client}, or {@code site} for a site's own
 * @param by who asked for it: a person, or the site itself
 * @param issued when
 * @param used when it was refreshed last
 */
record IssuedToken(String id, String name, String role, String by, Instant issued, Instant used) {

  private static final String SITE = "fl.site";

  static IssuedToken of(UserSessionModel login, ClientModel client) {
    String site = client.getAttribute(SITE);
    return new IssuedToken(
        login.getId(),
        note(login, FednAttributes.ISSUED_NAME, Objects.requireNonNullElse(site, "")),
        note(login, FednAttributes.ISSUED_ROLE, site == null ? "" : "site"),
        note(login, FednAttributes.ISSUED_BY, client.getClientId()),
        Instant.ofEpochSecond(login.getStarted()),
        Instant.ofEpochSecond(login.getLastSessionRefresh()));
  }

  private static String note(UserSessionModel login, String name, String otherwise) {
    return Objects.requireNonNullElse(login.getNote(name), otherwise);
  }
}
