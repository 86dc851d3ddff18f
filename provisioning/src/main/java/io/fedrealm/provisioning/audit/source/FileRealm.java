package io.fedrealm.provisioning.audit.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.GroupMirror;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.ForeignPlaceholder;
import io.fedrealm.provisioning.template.variable.Placeholder;
import io.fedrealm.provisioning.template.variable.SecretPlaces;
import io.fedrealm.provisioning.template.variable.Substitution;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads realms from files. A file that names the Keycloak it came from, or has the id of a realm,
 * is an export and judged as it stands. Any other is a template: its variables get their values
 * from the environment or their defaults, as {@code apply} would do it, except those of secrets; a
 * variable without a value stays as it is.
 */
public final class FileRealm {

  private FileRealm() {}

  /**
   * Reads a realm.
   *
   * @param environment values of variables; those of secrets are not looked at
   * @throws CommandException {@link ExitCode#USAGE} when the file is no realm
   */
  public static AuditedRealm read(TemplateSource source, Map<String, String> environment) {
    JsonDocument document = JsonDocument.parse(source);
    ObjectNode root = document.root();
    readForeignPlaceholders(root);
    if (!root.path("realm").isTextual()) {
      throw new CommandException(
          ExitCode.USAGE,
          source.name()
              + " is no realm: it lacks the field \"realm\" (a file of a realm's users"
              + " has none of its settings: name the realm's file)");
    }
    return root.hasNonNull("keycloakVersion") || root.hasNonNull("id")
        ? export(document)
        : template(document, environment);
  }

  /** Other tools write variables in other ways; what holds of one of ours, holds of them. */
  private static void readForeignPlaceholders(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(readForeignPlaceholder(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        array.set(index, readForeignPlaceholder(array.get(index)));
      }
    }
  }

  private static JsonNode readForeignPlaceholder(JsonNode value) {
    readForeignPlaceholders(value);
    return value.isTextual()
        ? TextNode.valueOf(ForeignPlaceholder.translate(value.textValue()))
        : value;
  }

  private static AuditedRealm export(JsonDocument document) {
    return new AuditedRealm(
        Origin.EXPORT, Node.root(document.root()), document::position, Optional.empty());
  }

  private static AuditedRealm template(JsonDocument document, Map<String, String> environment) {
    Problems ignored = new Problems();
    SourceMappedRealm located =
        Substitution.apply(
            document, new Variables(shown(document, environment)), new SecretPlaces(), ignored);
    GroupMirror.complete(located, located.root(), ignored);
    return new AuditedRealm(
        Origin.TEMPLATE, Node.root(located.root()), located::position, Optional.empty());
  }

  /** The environment without the variables that the template uses for secrets. */
  private static Map<String, String> shown(JsonDocument document, Map<String, String> environment) {
    Set<String> secrets =
        Node.root(document.root())
            .leaves()
            .filter(leaf -> SecretFields.isSecret(leaf.path()))
            .flatMap(leaf -> Placeholder.in(leaf.text()).stream())
            .map(Placeholder::variable)
            .collect(Collectors.toSet());
    return environment.entrySet().stream()
        .filter(variable -> !secrets.contains(variable.getKey().replaceFirst("_FILE$", "")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
