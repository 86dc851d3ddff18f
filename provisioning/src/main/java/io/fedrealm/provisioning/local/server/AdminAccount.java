package io.fedrealm.provisioning.local.server;

import java.util.List;

/**
 * The accounts that administer the local server: a service account for us and a person for the
 * console. Keycloak makes them when it creates its database (KC_BOOTSTRAP_ADMIN_*).
 */
public final class AdminAccount {

  /** The service account's client in the master realm. */
  public static final String CLIENT_ID = "fedrealm";

  /** The person. */
  public static final String USERNAME = "admin";

  /** Secrets file: the client's secret; {@code plan} and {@code apply} read the same name. */
  public static final String CLIENT_SECRET_VARIABLE = "FEDREALM_ADMIN_CLIENT_SECRET";

  /** Secrets file: the person's password. */
  public static final String PASSWORD_VARIABLE = "FEDREALM_ADMIN_PASSWORD";

  /** All secrets of the accounts. */
  public static final List<String> VARIABLES = List.of(CLIENT_SECRET_VARIABLE, PASSWORD_VARIABLE);

  private AdminAccount() {}
}
