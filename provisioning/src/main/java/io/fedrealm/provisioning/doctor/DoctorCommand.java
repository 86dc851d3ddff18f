package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.console.ValuesOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.token.TokenClaims;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks whether everything is there that the other commands need. */
@Command(
    name = "doctor",
    description =
        "Check server, account and templates: version, extension, themes, server-wide policies, TLS,"
            + " clock, rights, the realm master, keys that FEDn was given, variables. Only reads.",
    footer = {"", "Exit code 1: something failed. Warnings alone end with 0."})
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GlobalOptions global;
  @Mixin private ValuesOptions values;
  @Mixin private ServerOptions server;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEMPLATE",
      description =
          "Templates to check with their variables, and for whose realms to check rights.")
  private List<String> templates = List.of();

  @Option(
      names = "--realm",
      paramLabel = "NAME",
      description = "A realm to check rights for; can be given several times.")
  private List<String> realms = List.of();

  @Option(
      names = "--fedn-controller",
      paramLabel = "URL",
      description =
          "A FEDn controller: whether it answers here what it asks no token for; can be given several"
              + " times.")
  private List<URI> controllers = List.of();

  @Option(
      names = "--target",
      paramLabel = "VERSION",
      description =
          "A version of Keycloak, for example 26.8.2: what an upgrade to it breaks or changes in the"
              + " templates and realms named, and what to do before.")
  private String target;

  @Mixin private ListOptions output;

  @Override
  public Integer call() {
    Optional<Version> upgrade = Optional.ofNullable(target).map(DoctorCommand::version);
    controllers.forEach(DoctorCommand::requireWeb);
    AdminAccess access = server.access(global.environment());
    TemplateChecks ofTemplates =
        new TemplateChecks(templates, values.variables(global.environment()));
    Set<String> named = new LinkedHashSet<>(realms);
    named.addAll(ofTemplates.realms());
    List<Check> checks = new ArrayList<>();
    try (KeycloakServer keycloak = new KeycloakServer(access)) {
      AdminApi api = keycloak.api();
      Instant before = Instant.now();
      JsonNode info =
          api.get("serverinfo")
              .orElseThrow(
                  () ->
                      new CommandException(
                          ExitCode.UNREACHABLE, "There is no Keycloak at this address."));
      Instant after = Instant.now();
      checks.add(Check.ok("login", access.toString()));
      ServerCapabilities capabilities = new ServerCapabilities(info);
      boolean oursNeeded = templates.isEmpty();
      checks.addAll(new ServerChecks(access.server(), capabilities).all(madeFor(), oursNeeded));
      checks.add(ClockCheck.of(info.at("/systemInfo/serverTime").asText(), before, after));
      checks.add(ServerChecks.policies(api, access.realm()));
      TokenClaims token = TokenClaims.decode(api.accessToken());
      checks.addAll(new RightsChecks(access.realm(), token).all(List.copyOf(named)));
      checks.addAll(MasterChecks.of(api));
      named.forEach(realm -> checks.addAll(FednKeyChecks.of(api, realm)));
      controllers.forEach(controller -> checks.add(FednControllerChecks.of(controller)));
      checks.addAll(ofTemplates.all(capabilities));
      UpgradeChecks upgrades = new UpgradeChecks(capabilities.version());
      checks.addAll(upgrades.security());
      upgrade.ifPresent(to -> checks.addAll(upgrade(upgrades, to, ofTemplates, named, keycloak)));
    }
    print(checks);
    return checks.stream().anyMatch(check -> check.status() == Check.Status.failed)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private static void requireWeb(URI controller) {
    if (controller.getHost() == null || !String.valueOf(controller.getScheme()).matches("https?")) {
      throw new CommandException(
          ExitCode.USAGE, "--fedn-controller wants an address: https://fedn.example.org/demo");
    }
  }

  private static Version version(String text) {
    return UpgradeChecks.parse(text)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "--target wants a version of Keycloak, for example 26.8.2, and not \"%s\"."
                        .formatted(text)));
  }

  private static List<Check> upgrade(
      UpgradeChecks upgrades,
      Version to,
      TemplateChecks ofTemplates,
      Set<String> named,
      KeycloakServer keycloak) {
    ofTemplates
        .templates()
        .forEach(one -> upgrades.add("template " + one.source(), one.representation()));
    keycloak.capabilities(); // Tells how long lists are read.
    named.forEach(
        realm ->
            keycloak.export(realm).ifPresent(live -> upgrades.add("live realm " + realm, live)));
    return upgrades.to(to);
  }

  private String madeFor() {
    return spec.root().version()[1].replaceFirst(".* ", "");
  }

  private void print(List<Check> checks) {
    if (output.json()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      checks.forEach(check -> list.add(json(check)));
      global.out().println(list.toPrettyString());
    } else {
      TextTable table = new TextTable("", "", "");
      for (Check check : checks) {
        table.row(check.status().name(), check.name(), Printable.of(firstLine(check.detail())));
      }
      table.lines().stream().skip(1).forEach(global.out()::println);
      checks.stream().filter(check -> check.status() != Check.Status.ok).forEach(this::explain);
    }
    global.out().flush();
  }

  private static String firstLine(String text) {
    return text.split("\n", 2)[0];
  }

  private void explain(Check check) {
    global.out().println();
    global.out().println(check.name() + ": " + check.detail());
    if (!check.remedy().isEmpty()) {
      global.out().println("  " + check.remedy());
    }
  }

  private static ObjectNode json(Check check) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("check", check.name())
        .put("status", check.status().name())
        .put("detail", check.detail())
        .put("remedy", check.remedy());
  }
}
