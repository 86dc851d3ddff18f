package io.fedrealm.provisioning.project;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a project. */
@Command(name = "show", description = "Show a project: the people in its groups, and its clients.")
final class ProjectShowCommand extends RealmAction {

  @Parameters(paramLabel = "SLUG", description = "The project.")
  private String slug;

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    Projects projects = FednRealm.projects(realm);
    Project project = projects.require(slug);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("slug", project.slug()).put("name", project.name());
    json.put("owner", project.owner()).put("controller", project.controller());
    List<String> lines = new ArrayList<>();
    json.properties().forEach(field -> line(lines, field.getKey(), field.getValue().asText()));
    ObjectNode groups = json.putObject("groups");
    for (String role : project.roles()) {
      List<String> members = projects.members(role);
      members.forEach(groups.putArray(role)::add);
      line(lines, role, members.isEmpty() ? "nobody" : String.join(", ", members));
    }
    List<String> clients = projects.clientsOf(project);
    clients.forEach(json.putArray("clients")::add);
    line(lines, "clients", clients.isEmpty() ? "none" : String.join(", ", clients));
    output.print(lines, json, global().out());
    return ExitCode.OK;
  }

  private static void line(List<String> lines, String what, String value) {
    lines.add("%-20s %s".formatted(Printable.of(what), Printable.of(value)));
  }
}
