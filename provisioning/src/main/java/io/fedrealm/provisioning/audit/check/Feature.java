package io.fedrealm.provisioning.audit.check;

import java.util.Arrays;
import java.util.Locale;

/** What part of a realm a rule speaks of; the middle of a rule's id. */
public enum Feature {
  REALM("Realm and login"),
  TOKEN("Tokens"),
  SESSION("Sessions"),
  CLIENT("Clients"),
  URI("Redirect URIs and origins"),
  SCOPE("Client scopes and mappers"),
  REF("References"),
  ROLE("Roles and groups"),
  USER("Users and service accounts"),
  SECRET("Secrets"),
  KEY("Signing keys"),
  FLOW("Authentication flows"),
  IDP("Identity providers and user federation"),
  POLICY("Client policies"),
  EVENT("Events"),
  FL("Federated learning"),
  AUDIT("The audit itself");

  private final String title;

  Feature(String title) {
    this.title = title;
  }

  /** Heading for people. */
  public String title() {
    return title;
  }

  /** Name in machine-readable output. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The feature that a rule's id names: {@code FR-TOKEN-01}. */
  public static Feature of(String ruleId) {
    return Arrays.stream(values())
        .filter(feature -> ruleId.matches("FR-" + feature.name() + "-[0-9]{2}"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a rule's id: " + ruleId));
  }
}
