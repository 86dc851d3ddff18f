package io.fedrealm.provisioning.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists projects. */
@Command(name = "list", description = "List the projects of a realm.")
final class ProjectListCommand extends RealmAction {

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    List<Project> projects = FednRealm.projects(realm).list();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    TextTable table = new TextTable("project", "name", "owner", "controller");
    for (Project project : projects) {
      json.addObject()
          .put("slug", project.slug())
          .put("name", project.name())
          .put("owner", project.owner())
          .put("controller", project.controller());
      table.row(
          Printable.of(project.slug()),
          Printable.of(project.name()),
          Printable.of(project.owner()),
          Printable.of(project.controller()));
    }
    output.print(
        projects.isEmpty() ? List.of("No projects.") : table.lines(), json, global().out());
    return ExitCode.OK;
  }
}
