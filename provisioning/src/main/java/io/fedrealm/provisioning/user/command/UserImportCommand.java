package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.ProgressBar;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import io.fedrealm.provisioning.user.CsvPeople;
import io.fedrealm.provisioning.user.ImportPlan;
import io.fedrealm.provisioning.user.ImportPlanner;
import io.fedrealm.provisioning.user.ImportReport;
import io.fedrealm.provisioning.user.Importer;
import io.fedrealm.provisioning.user.Invitation;
import io.fedrealm.provisioning.user.LineProblem;
import io.fedrealm.provisioning.user.Passwords;
import io.fedrealm.provisioning.user.PersonCheck;
import io.fedrealm.provisioning.user.RealmPeople;
import io.fedrealm.provisioning.user.UserDefaults;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds many people. */
@Command(
    name = "import",
    description = "Add users from a CSV file; every bad line is reported with its number.",
    footer = {
      "",
      "The header names the columns: username (must be there), email, firstName, lastName, enabled,"
          + " groups (paths, apart by ;), attribute.NAME (values apart by ;).",
      "A user who is there with the same data is skipped, so that a run that was killed goes on"
          + " where it was. Exit code 1: some lines were left out, 2: nothing was written."
    })
final class UserImportCommand extends RealmAction {

  private static final int MOST_WARNINGS = 20;

  @Parameters(
      paramLabel = "FILE",
      description = "The CSV file, UTF-8, separated by commas or by semicolons.")
  private String file;

  @Option(names = "--dry-run", description = "Only check, and tell what would be done.")
  private boolean dryRun;

  @Option(
      names = "--all-or-nothing",
      description = "Write nothing when a line is bad (default: the good lines go in).")
  private boolean allOrNothing;

  @Option(
      names = "--update",
      description =
          "Change users who are there and differ: the fields that the file gives, and the groups"
              + " that they are to join; they leave none (default: report them).")
  private boolean update;

  @Option(
      names = "--mail",
      description = "Send each new user the link to set a password; a mail a user.")
  private boolean mail;

  @Mixin private ListOptions output;

  @Mixin private PasswordOptions passwordOptions;

  private CsvPeople csv;

  @Override
  protected void check() {
    csv = CsvPeople.read(file);
  }

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    UserDefaults rules = people.rules();
    if (mail && !rules.mails()) {
      throw new CommandException(
          ExitCode.USAGE,
          "--mail: " + Invitation.NO_MAIL_SERVER.reason() + "; nothing was written");
    }
    ImportPlan plan =
        new ImportPlanner(people, rules, PersonCheck.of(realm.api(), realm.name(), rules))
            .plan(csv, update);
    List<LineProblem> leftOut = plan.leftOut(update);
    warnOfPeopleWithoutAWayIn(plan);
    boolean stop = dryRun || allOrNothing && !leftOut.isEmpty();
    if (stop) {
      int added = dryRun ? plan.added().size() : 0;
      int updated = dryRun && update ? plan.differing().size() : 0;
      print(new ImportReport(dryRun, added, updated, plan.unchanged(), leftOut));
      return leftOut.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
    ImportReport report = write(people, rules, plan);
    print(report);
    return report.leftOut().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void warnOfPeopleWithoutAWayIn(ImportPlan plan) {
    int shown = 0;
    List<LineProblem> withoutGroup = plan.withoutGroup();
    for (LineProblem person : withoutGroup) {
      if (++shown <= MOST_WARNINGS) {
        warn("Warning: " + file + ", " + person);
      }
    }
    if (shown > MOST_WARNINGS) {
      warn("Warning: … and " + (shown - MOST_WARNINGS) + " more are in no group");
    }
    if (shown > 0) {
      warn("Without a group they have no role. Name some in a column groups.");
    }
    if (!plan.added().isEmpty() && !passwordOptions.given() && !mail) {
      warn(
          "Warning: no new user gets a password and nobody a mail to set one: give --passwords-to"
              + " FILE, --password-from NAME or --mail.");
    }
  }

  private ImportReport write(RealmPeople people, UserDefaults rules, ImportPlan plan) {
    Passwords passwords = passwordOptions.open(environment());
    int total = plan.added().size();
    List<LineProblem> leftOut = new ArrayList<>(plan.leftOut(update));
    try (ProgressBar bar = new ProgressBar(global())) {
      bar.at(0, total, "users");
      Importer importer =
          new Importer(people, rules, passwords, done -> bar.at(done, total, "users"));
      List<ObjectNode> created = importer.add(plan.added());
      leftOut.addAll(importer.refused());
      if (update) {
        importer.update(plan.differing(), plan.groupIds());
      }
      if (mail) {
        invite(people, rules, created, bar);
      }
      int updated = update ? plan.differing().size() : 0;
      return new ImportReport(false, created.size(), updated, plan.unchanged(), leftOut);
    }
  }

  private void invite(
      RealmPeople people, UserDefaults rules, List<ObjectNode> users, ProgressBar bar) {
    int done = 0;
    for (ObjectNode user : users) {
      if (Invitation.of(rules, user) == Invitation.POSSIBLE) {
        try {
          people.sendLink(user.path("id").asText());
        } catch (RefusedException e) {
          warn("No link for " + user.path("username").asText() + ": " + e.getMessage());
        }
      }
      bar.at(++done, users.size(), "links");
    }
  }

  private void print(ImportReport report) {
    report.leftOut().forEach(problem -> warn(file + ", " + problem));
    output.print(List.of(report.summary()), report.json(), global().out());
  }
}
