package io.fedrealm.provisioning.doctor;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.plan.check.CapabilityCheck;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks whether templates are complete, and whether the server has what they need. */
final class TemplateChecks {

  private record Loaded(String name, List<RealmTemplate> templates, String failure) {}

  private final List<Loaded> loaded = new ArrayList<>();

  /**
   * Reads the templates.
   *
   * @param names as given on the command line
   * @param variables for their placeholders
   */
  TemplateChecks(List<String> names, Variables variables) {
    names.forEach(name -> loaded.add(load(name, variables)));
  }

  private static Loaded load(String name, Variables variables) {
    try {
      List<TemplateSource> source = List.of(TemplateSource.of(name));
      return new Loaded(name, RealmTemplate.load(source, variables), "");
    } catch (CommandException e) {
      return new Loaded(name, List.of(), e.getMessage());
    }
  }

  /** The realms of those that can be read. */
  List<String> realms() {
    return templates().map(RealmTemplate::realm).toList();
  }

  /** Those that can be read. */
  Stream<RealmTemplate> templates() {
    return loaded.stream().flatMap(one -> one.templates().stream());
  }

  /** A check for each. */
  List<Check> all(ServerCapabilities server) {
    return loaded.stream().map(one -> check(one, server)).toList();
  }

  private static Check check(Loaded loaded, ServerCapabilities server) {
    String name = "template " + loaded.name();
    if (!loaded.failure().isEmpty()) {
      return Check.failed(name, loaded.failure(), "");
    }
    List<Problem> problems =
        loaded.templates().stream()
            .flatMap(template -> CapabilityCheck.problems(template, server).stream())
            .toList();
    return problems.isEmpty()
        ? Check.ok(name, "complete, and the server has all that it needs")
        : Check.failed(
            name,
            "the server lacks what it needs:\n"
                + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
            "");
  }
}
