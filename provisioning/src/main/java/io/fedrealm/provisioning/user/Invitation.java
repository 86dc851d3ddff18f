package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a person can be sent the link by which to set a password. */
public enum Invitation {
  POSSIBLE(""),
  NO_MAIL_SERVER("the realm has no mail server (realm settings, Email)"),
  NO_ADDRESS("the user has no e-mail address"),
  DISABLED("the user is disabled");

  private final String reason;

  Invitation(String reason) {
    this.reason = reason;
  }

  public static Invitation of(UserDefaults rules, JsonNode user) {
    if (!rules.mails()) {
      return NO_MAIL_SERVER;
    }
    if (user.path("email").asText("").isEmpty()) {
      return NO_ADDRESS;
    }
    return user.path("enabled").asBoolean() ? POSSIBLE : DISABLED;
  }

  /** Why it is not possible. */
  public String reason() {
    return reason;
  }
}
