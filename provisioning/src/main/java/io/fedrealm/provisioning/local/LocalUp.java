package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalRealm;
import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import io.fedrealm.provisioning.local.server.LocalRealm.LocalService;
import io.fedrealm.provisioning.local.server.ServerState;
import io.fedrealm.provisioning.secret.SecretsFile;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.token.TokenClient;
import io.fedrealm.provisioning.token.TokenRefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a running server to realms that people and services can use. */
final class LocalUp {

  private final Home home;
  private final SecretsFile secrets;
  private final Provisioner provisioner;
  private final ConsoleProgress progress;
  private final TokenClient tokens = new TokenClient();

  /**
   * @param home the server's folder
   * @param secrets holds the accounts' secrets
   * @param provisioner applies the templates
   */
  LocalUp(Home home, SecretsFile secrets, Provisioner provisioner, ConsoleProgress progress) {
    this.home = home;
    this.secrets = secrets;
    this.provisioner = provisioner;
    this.progress = progress;
  }

  /**
   * Applies templates, adds users and tries tokens; remembers the realms for {@code status}.
   *
   * @param state the server, ready
   * @param templates what to apply
   * @param variables values for all their variables
   */
  UpSummary run(ServerState state, List<String> templates, Map<String, String> variables) {
    checkAccess(state.uri());
    List<ProvisionedRealm> provisioned =
        progress.step(
            "Applying templates", reporter -> apply(state.uri(), templates, variables, reporter));
    List<LocalRealm> realms =
        progress.step("Adding development users", reporter -> describe(state.uri(), provisioned));
    List<ServiceTokens.Trial> trials =
        progress.step("Getting tokens", reporter -> trials(realms, variables));
    ServerState complete = state.withRealms(realms);
    complete.write(home);
    return new UpSummary(complete, trials, home.secrets());
  }

  /** A refusal here has one cause, which Keycloak's own message would not tell. */
  private void checkAccess(URI server) {
    try {
      tokens.clientCredentials(
          TokenClient.endpoint(TokenClient.issuer(server, "master")),
          AdminAccount.CLIENT_ID,
          secrets.get(AdminAccount.CLIENT_SECRET_VARIABLE),
          "");
    } catch (TokenRefusedException e) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "The server does not accept "
              + AdminAccount.CLIENT_SECRET_VARIABLE
              + " of "
              + secrets.path()
              + ": its database was made with other secrets. Put the old secrets file back, or"
              + " begin with an empty database: fedrealm down, then remove the folder "
              + home.data(),
          e);
    }
  }

  private List<ProvisionedRealm> apply(
      URI server, List<String> templates, Map<String, String> variables, StepReporter reporter) {
    List<ProvisionedRealm> realms =
        provisioner.apply(
            server,
            AdminAccount.CLIENT_ID,
            secrets.get(AdminAccount.CLIENT_SECRET_VARIABLE),
            variables,
            templates,
            reporter);
    realms.forEach(realm -> progress.print("  " + realm.realm() + ": " + realm.summary()));
    return realms;
  }

  private List<LocalRealm> describe(URI server, List<ProvisionedRealm> provisioned) {
    AdminAccess access =
        AdminAccess.serviceAccount(
            server, AdminAccount.CLIENT_ID, secrets.get(AdminAccount.CLIENT_SECRET_VARIABLE));
    try (AdminApi api = new AdminApi(access)) {
      DevelopmentUsers users = new DevelopmentUsers(api, secrets);
      return provisioned.stream()
          .map(realm -> describe(server, realm, users.ensure(realm.realm(), realm.groups())))
          .toList();
    }
  }

  private static LocalRealm describe(
      URI server, ProvisionedRealm realm, List<DevelopmentUser> users) {
    URI issuer = TokenClient.issuer(server, realm.realm());
    String endpoint = TokenClient.endpoint(issuer).toString();
    List<LocalService> services =
        realm.services().stream()
            .map(
                service ->
                    new LocalService(
                        service.clientId(), service.scope(), endpoint, service.secretVariable()))
            .toList();
    return new LocalRealm(realm.realm(), issuer.toString(), users, services);
  }

  private List<ServiceTokens.Trial> trials(List<LocalRealm> realms, Map<String, String> variables) {
    ServiceTokens services = new ServiceTokens(tokens, variables);
    List<ServiceTokens.Trial> trials = new ArrayList<>();
    for (LocalRealm realm : realms) {
      if (!realm.services().isEmpty()) {
        trials.add(services.attempt(realm.realm(), realm.services().get(0)));
      }
    }
    return trials;
  }
}
