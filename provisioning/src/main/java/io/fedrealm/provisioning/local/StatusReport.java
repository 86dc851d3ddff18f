package io.fedrealm.provisioning.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalServer;
import io.fedrealm.provisioning.local.server.ServerCommand;
import io.fedrealm.provisioning.local.server.ServerState;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code status} prints.
 *
 * @param home the home folder
 * @param state what runs; empty when nothing does
 * @param ready whether it answers
 */
record StatusReport(Home home, Optional<ServerState> state, boolean ready) {

  /** Looks. */
  static StatusReport of(Home home, LocalServer server) {
    Optional<ServerState> state = server.running();
    return new StatusReport(home, state, state.isPresent() && LocalServer.isReady(state.get()));
  }

  /** The address of the admin console. */
  static String console(ServerState state) {
    return state.url() + "/admin/";
  }

  /** For people. */
  void print(Consumer<String> out) {
    if (state.isEmpty()) {
      out.accept("not running (home " + home.path() + ")");
      return;
    }
    ServerState running = state.get();
    String how = ready ? "running" : "started, but it does not answer";
    out.accept("Keycloak " + running.keycloak() + ": " + how + " at " + running.url());
    out.accept("  console  " + console(running));
    out.accept("  secrets  " + home.secrets());
    out.accept("  log      " + home.log("server"));
    running.realms().forEach(realm -> out.accept("  realm    " + realm.realm()));
  }

  /** For programs; {@code running} means that it answers. */
  ObjectNode json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("running", ready);
    json.put("home", home.path().toString());
    json.put("secretsFile", home.secrets().toString());
    json.put("log", home.log("server").toString());
    state.ifPresent(
        running -> {
          json.put("pid", running.pid());
          json.put("keycloakVersion", running.keycloak());
          json.put("url", running.url());
          json.put("managementUrl", managementUrl(running));
          json.put("adminConsole", console(running));
          json.put("adminUser", AdminAccount.USERNAME);
          json.put("adminPasswordVariable", AdminAccount.PASSWORD_VARIABLE);
          json.put("adminClientId", AdminAccount.CLIENT_ID);
          json.put("adminClientSecretVariable", AdminAccount.CLIENT_SECRET_VARIABLE);
          json.set("realms", mapper.valueToTree(running.realms()));
        });
    return json;
  }

  private static String managementUrl(ServerState state) {
    return "http://" + ServerCommand.ADDRESS + ":" + state.managementPort();
  }
}
