package io.fedrealm.provisioning.local;

import java.util.List;

/**
 * The accounts that administer the local server: a service account for us and a person for the
 * console. Keycloak makes them when it creates its database (KC_BOOTSTRAP_ADMIN_*).
 */
final class AdminAccount {

  /** The service account's client in the master realm. */
  static final String CLIENT_ID = "fedrealm";

  /** The person. */
  static final String USERNAME = "admin";

  /** Secrets file: the client's secret; {@code plan} and {@code apply} read the same name. */
  static final String CLIENT_SECRET_VARIABLE = "FEDREALM_ADMIN_CLIENT_SECRET";

  /** Secrets file: the person's password. */
  static final String PASSWORD_VARIABLE = "FEDREALM_ADMIN_PASSWORD";

  /** All secrets of the accounts. */
  static final List<String> VARIABLES = List.of(CLIENT_SECRET_VARIABLE, PASSWORD_VARIABLE);

  private AdminAccount() {}
}
