package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.LocalRealm;
import io.fedrealm.provisioning.local.server.ServerState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code up} ends with.
 *
 * @param state what runs
 * @param trials a token of one service for each realm that has services
 * @param secrets the secrets file
 */
record UpSummary(ServerState state, List<ServiceTokens.Trial> trials, Path secrets) {

  /** Prints it line by line; where the passwords are, never a password. */
  void print(Consumer<String> out) {
    out.accept("");
    out.accept("Keycloak " + state.keycloak() + " is ready at " + state.url());
    out.accept("");
    out.accept("  console       " + StatusReport.console(state));
    out.accept(
        "  log in as     "
            + AdminAccount.USERNAME
            + ", password "
            + AdminAccount.PASSWORD_VARIABLE);
    out.accept("  passwords in  " + secrets);
    out.accept("");
    users().forEach(out);
    if (!trials.isEmpty()) {
      out.accept("");
      tokens().forEach(out);
    }
    out.accept("");
  }

  private List<String> users() {
    TextTable table = new TextTable("REALM", "USER", "GROUP", "PASSWORD");
    for (LocalRealm realm : state.realms()) {
      realm
          .users()
          .forEach(
              user ->
                  table.row(realm.realm(), user.username(), user.group(), user.passwordVariable()));
    }
    return table.lines();
  }

  private List<String> tokens() {
    TextTable table = new TextTable("REALM", "SERVICE", "TOKEN", "CLAIMS");
    trials.forEach(
        trial -> table.row(trial.realm(), trial.clientId(), trial.token(), trial.claims()));
    return table.lines();
  }
}
