package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The desired realm: a template with its variables put in, checked and completed with the groups
 * that mirror its roles.
 */
public final class RealmTemplate {

  private final Located located;
  private final ObjectNode representation;

  private RealmTemplate(Located located, ObjectNode representation) {
    this.located = located;
    this.representation = representation;
  }

  /**
   * Reads templates and checks everything that can be checked without a server.
   *
   * @throws InvalidTemplateException with the problems of all of them: syntax, unknown fields,
   *     wrong types, missing variables, unusable secrets, wrong mapper configuration
   */
  public static List<RealmTemplate> load(List<TemplateSource> sources, Variables variables) {
    Problems problems = new Problems();
    List<RealmTemplate> templates = new ArrayList<>();
    for (TemplateSource source : sources) {
      try {
        templates.add(load(source, variables, problems));
      } catch (InvalidTemplateException e) {
        e.problems().forEach(problem -> problems.add(problem.where(), problem.message()));
      }
    }
    problems.throwIfAny();
    return templates;
  }

  private static RealmTemplate load(TemplateSource source, Variables variables, Problems problems) {
    JsonDocument document = JsonDocument.parse(source);
    Located located = Substitution.apply(document, variables, problems);
    ObjectNode realm = RepresentationCheck.typed(located, problems);
    StructureCheck.check(located, realm, problems);
    FlMapperCheck.check(located, realm, problems);
    GroupMirror.complete(located, realm, problems);
    return new RealmTemplate(located, realm);
  }

  /**
   * The variables that templates use, without reading any value.
   *
   * @return by name, in order of appearance; a use as a secret or without default wins
   */
  public static List<VariableUse> variables(List<TemplateSource> sources) {
    Map<String, VariableUse> uses = new LinkedHashMap<>();
    for (TemplateSource source : sources) {
      JsonDocument document = JsonDocument.parse(source);
      collect(document, document.root(), "$", uses);
    }
    return List.copyOf(uses.values());
  }

  private static void collect(
      JsonDocument document, JsonNode node, String path, Map<String, VariableUse> uses) {
    if (node.isTextual()) {
      for (Placeholder placeholder : Placeholder.in(node.textValue())) {
        VariableUse use =
            new VariableUse(
                placeholder.variable(),
                document.position(path),
                SecretFields.isSecret(path),
                placeholder.fallback().isEmpty());
        uses.merge(use.name(), use, RealmTemplate::stricter);
      }
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        collect(document, array.get(index), JsonDocument.element(path, index), uses);
      }
    } else {
      node.properties()
          .forEach(
              field ->
                  collect(
                      document, field.getValue(), JsonDocument.member(path, field.getKey()), uses));
    }
  }

  private static VariableUse stricter(VariableUse first, VariableUse second) {
    return new VariableUse(
        first.name(),
        first.where(),
        first.secret() || second.secret(),
        first.required() || second.required());
  }

  /** The realm's name. */
  public String realm() {
    return representation.path("realm").asText();
  }

  /** The template's name, for messages. */
  public String source() {
    return located.source();
  }

  /**
   * A client with a service account.
   *
   * @param clientId the client
   * @param secretVariable the variable that its secret is taken from
   */
  public record Service(String clientId, String secretVariable) {}

  /** The clients that may use the client credentials grant, in the template's order. */
  public List<Service> services() {
    List<Service> services = new ArrayList<>();
    JsonNode clients = representation.path("clients");
    for (int index = 0; index < clients.size(); index++) {
      JsonNode client = clients.get(index);
      String variable = located.variables().get("$.clients[" + index + "].secret");
      if (client.path("serviceAccountsEnabled").asBoolean() && variable != null) {
        services.add(new Service(client.path("clientId").asText(), variable));
      }
    }
    return services;
  }

  /** Names of the top-level groups, those that mirror roles included. */
  public List<String> groups() {
    return representation.path("groups").valueStream().map(g -> g.path("name").asText()).toList();
  }

  /** The desired realm as Keycloak represents it; holds secrets. */
  public ObjectNode representation() {
    return representation;
  }

  /** The desired realm as resources; holds secrets. */
  public RealmState state() {
    return RealmState.of(representation);
  }

  /** Where a value of the representation stands in the template. */
  public Position position(String path) {
    return located.position(path);
  }

  /** Where a resource stands in the template. */
  public Position position(Resource resource) {
    return located.position(resource.path());
  }
}
