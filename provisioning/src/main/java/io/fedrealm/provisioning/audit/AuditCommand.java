package io.fedrealm.provisioning.audit;

import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.report.JsonReport;
import io.fedrealm.provisioning.audit.report.SarifReport;
import io.fedrealm.provisioning.audit.report.TableReport;
import io.fedrealm.provisioning.audit.rules.Rules;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.audit.source.ServerRealm;
import io.fedrealm.provisioning.audit.suppression.SuppressionFile;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what is wrong in realms. */
@Command(
    name = "audit",
    description =
        "Find what is wrong in a realm: a template, an export of Keycloak 24 to 26, or a server's."
            + " Only reads; secrets are never shown.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing found that is as bad as --fail-on",
      "1:failed",
      "2:wrong usage or input",
      "3:something found that is as bad as --fail-on, or worse",
      "4:the server cannot be reached, or does not let us in"
    },
    footer = {"", "Rules, reasons and remedies: docs/audit-rules.md. Suppressions: docs/audit.md."})
public final class AuditCommand implements Callable<Integer> {

  /** Findings, as {@code plan} says that changes are pending. */
  private static final int FOUND = ExitCode.CHANGES_PENDING;

  /** The formats. */
  enum Format {
    table,
    json,
    sarif
  }

  /** What makes the command fail. */
  enum FailOn {
    high,
    medium,
    low;

    Severity severity() {
      return Severity.valueOf(name().toUpperCase(java.util.Locale.ROOT));
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Realm files, or names of bundled templates (flnet-client).")
  private List<String> files = List.of();

  @Option(
      names = "--realm",
      paramLabel = "NAME",
      description = "A realm of the server; can be given several times.")
  private List<String> realms = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "medium",
      description = "What gives exit code 3: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "Findings to live with, each with a reason and an end.")
  private String suppressions;

  @Override
  public Integer call() {
    if (files.isEmpty() && realms.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Say what to audit: files, or --realm NAME with --server URL");
    }
    SuppressionFile lived =
        suppressions == null
            ? SuppressionFile.NONE
            : SuppressionFile.read(TemplateSource.of(suppressions));
    AuditReport report = new Auditor(Rules.all(), lived, LocalDate.now()).audit(read());
    print(report, global.out());
    return report.hasAtLeast(failOn.severity()) ? FOUND : ExitCode.OK;
  }

  private List<AuditedRealm> read() {
    List<AuditedRealm> read = new ArrayList<>();
    for (String file : files) {
      read.add(FileRealm.read(TemplateSource.of(file), global.environment()));
    }
    if (!realms.isEmpty()) {
      AdminAccess access = server.access(global.environment());
      try (KeycloakServer keycloak = new KeycloakServer(access)) {
        String address = access.server().toString();
        realms.forEach(realm -> read.add(ServerRealm.read(keycloak, address, realm)));
      }
    }
    return read;
  }

  private void print(AuditReport report, PrintWriter out) {
    switch (format) {
      case json -> out.println(JsonReport.of(report).toPrettyString());
      case sarif -> out.println(SarifReport.of(report, version()).toPrettyString());
      case table -> new TableReport(Ansi.AUTO).lines(report).forEach(out::println);
    }
    out.flush();
  }

  private String version() {
    return spec.root().version()[0].replaceFirst("^\\S+ ", "");
  }
}
