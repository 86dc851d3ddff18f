package io.fedrealm.provisioning.realms;

import static io.fedrealm.provisioning.realms.TemplateFile.code;
import static io.fedrealm.provisioning.realms.TemplateFile.codes;
import static io.fedrealm.provisioning.realms.TemplateFile.shown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableDescription;
import io.fedrealm.provisioning.template.variable.VariableDescriptions;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the page that say no more than the JSON does. */
final class TemplateTables {

  private TemplateTables() {}

  /** The roles; where groups mirror them, both at once. */
  static MarkdownTable roles(TemplateFile template) {
    boolean mirrored = template.root().path("attributes").has("fl.groups.mirror");
    MarkdownTable table = new MarkdownTable(mirrored ? "Role = group" : "Role", "Meaning");
    template
        .root()
        .path("roles")
        .path("realm")
        .forEach(role -> table.row(code(role.path("name").asText()), meaning(role)));
    template
        .root()
        .path("roles")
        .path("client")
        .properties()
        .forEach(
            client ->
                client
                    .getValue()
                    .forEach(
                        role ->
                            table.row(
                                code(role.path("name").asText())
                                    + " of client "
                                    + code(client.getKey()),
                                meaning(role))));
    return table;
  }

  private static String meaning(JsonNode role) {
    String contained = TemplateFile.held(composites(role));
    return shown(role.path("description").asText())
        + (contained.isEmpty() ? "" : " Contains " + contained + ".");
  }

  /** A role's composites with the field names of a group. */
  private static JsonNode composites(JsonNode role) {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    holder.set("realmRoles", role.path("composites").path("realm"));
    holder.set("clientRoles", role.path("composites").path("client"));
    return holder;
  }

  /** The groups that the template spells out, by their paths. */
  static MarkdownTable groups(TemplateFile template) {
    MarkdownTable table = new MarkdownTable("Group", "Gives", "Attributes", "For");
    groups("", template.root().path("groups"), table);
    return table;
  }

  private static void groups(String parent, JsonNode groups, MarkdownTable table) {
    for (JsonNode group : groups) {
      String path = parent + "/" + shown(group.path("name").asText());
      table.row(
          "`" + path + "`",
          TemplateFile.held(group),
          attributes(group.path("attributes")),
          shown(group.path("description").asText()));
      groups(path, group.path("subGroups"), table);
    }
  }

  private static String attributes(JsonNode attributes) {
    return attributes.properties().stream()
        .map(attribute -> code(attribute.getKey()) + " = " + codes(attribute.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The client scopes, with the claims without which no token of theirs is issued. */
  static MarkdownTable scopes(TemplateFile template) {
    MarkdownTable table = new MarkdownTable("Client scope", "No token without", "Effect");
    for (JsonNode scope : template.root().path("clientScopes")) {
      String required = shown(scope.path("attributes").path("fl.required.claims").asText());
      table.row(
          code(scope.path("name").asText()),
          required.isEmpty() ? "" : "`" + required.replace(",", "`, `") + "`",
          shown(scope.path("description").asText()));
    }
    return table;
  }

  /** The variables, as the template itself declares them. */
  static MarkdownTable variables(TemplateFile template) {
    MarkdownTable table = new MarkdownTable("Variable", "Default", "Has to be", "Meaning");
    List<TemplateSource> source = List.of(new TemplateSource(template.name(), template.text()));
    for (VariableDescription variable : VariableDescriptions.of(source, new Variables(Map.of()))) {
      String declared =
          template.root().path("attributes").path("fedrealm.variable." + variable.name()).asText();
      table.row(
          "`" + variable.name() + "`",
          variable.fallback().map(text -> text.isEmpty() ? "empty" : "`" + text + "`").orElse(""),
          variable.rule().equals("a text") ? "" : rule(variable.rule()),
          declared.substring(declared.indexOf("; ") + 2));
    }
    return table;
  }

  /** A pattern as code, so that Markdown leaves it alone. */
  private static String rule(String rule) {
    return rule.replaceFirst("of the form (.*?)(, separated by commas)?$", "of the form `$1`$2")
        .replace("(#1d4f91)", "(`#1d4f91`)")
        .replace("[::1]", "`[::1]`");
  }
}
