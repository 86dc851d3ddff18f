package io.fedrealm.extension.terms;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * That a user has accepted a version of the terms. Every acceptance is kept, the oldest first, as
 * one value of the user's attribute {@value #ATTRIBUTE}: {@code 2027-01-31T09:30:00Z 2027-01}.
 *
 * @param time of the acceptance, to the second
 * @param version as the realm named it then; not blank
 */
record Acceptance(Instant time, String version) {

  /** The user's attribute; Keycloak lets only administrators see it, and them only if told to. */
  static final String ATTRIBUTE = "fl.terms.accepted";

  Acceptance {
    time = time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What a user has accepted so far; a value that is no acceptance counts as none. */
  static Stream<Acceptance> of(UserModel user) {
    return user.getAttributeStream(ATTRIBUTE).map(Acceptance::parse).flatMap(Optional::stream);
  }

  /** Keeps this with the user. */
  void addTo(UserModel user) {
    user.setAttribute(
        ATTRIBUTE, Stream.concat(user.getAttributeStream(ATTRIBUTE), Stream.of(text())).toList());
  }

  private static Optional<Acceptance> parse(String text) {
    int space = text == null ? -1 : text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Acceptance(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String text() {
    return time + " " + version;
  }
}
