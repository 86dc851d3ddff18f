package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.check.FlMapperCheck;
import io.fedrealm.provisioning.template.check.GeneratedKeyCheck;
import io.fedrealm.provisioning.template.check.RepresentationCheck;
import io.fedrealm.provisioning.template.check.StructureCheck;
import io.fedrealm.provisioning.template.check.SupportCheck;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.SecretPlaces;
import io.fedrealm.provisioning.template.variable.Substitution;
import io.fedrealm.provisioning.template.variable.VariableUse;
import io.fedrealm.provisioning.template.variable.VariableUses;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The desired realm: a template with its variables put in, checked and completed with the groups
 * that mirror its roles.
 */
public final class RealmTemplate {

  private final SourceMappedRealm located;

  private RealmTemplate(SourceMappedRealm located) {
    this.located = located;
  }

  /**
   * Reads templates and checks everything that can be checked without a server.
   *
   * @throws InvalidTemplateException with the problems of all of them: syntax, unknown fields,
   *     wrong types, missing variables, unusable secrets, wrong mapper configuration
   */
  public static List<RealmTemplate> load(List<TemplateSource> sources, Variables variables) {
    Problems problems = new Problems();
    SecretPlaces secrets = new SecretPlaces();
    Map<String, RealmTemplate> byRealm = new LinkedHashMap<>();
    for (TemplateSource source : sources) {
      try {
        load(source, variables, secrets, problems)
            .ifPresent(template -> addOnce(template, byRealm, problems));
      } catch (InvalidTemplateException e) {
        problems.addAll(e.problems());
      }
    }
    secrets.finish(problems);
    problems.throwIfAny();
    return List.copyOf(byRealm.values());
  }

  private static Optional<RealmTemplate> load(
      TemplateSource source, Variables variables, SecretPlaces secrets, Problems problems) {
    SourceMappedRealm located =
        Substitution.apply(JsonDocument.parse(source), variables, secrets, problems);
    Optional<ObjectNode> typed = RepresentationCheck.typed(located, problems);
    typed.ifPresent(
        realm -> {
          if (realm.path("attributes") instanceof ObjectNode attributes) {
            attributes.remove(SecretFields.MARKS); // Of another realm's secrets, in its raw export.
          }
          SupportCheck.check(located, realm, problems);
          GeneratedKeyCheck.check(located, realm, problems);
          StructureCheck.check(located, realm, problems);
          FlMapperCheck.check(located, realm, problems);
          GroupMirror.complete(located, realm, problems);
        });
    return typed.map(located::with).map(RealmTemplate::new);
  }

  private static void addOnce(
      RealmTemplate template, Map<String, RealmTemplate> byRealm, Problems problems) {
    RealmTemplate before = byRealm.putIfAbsent(template.realm(), template);
    if (before != null) {
      problems.add(
          template.position("$.realm"),
          "the realm \"%s\" is already described by %s: name each realm once"
              .formatted(template.realm(), before.source()));
    }
  }

  /**
   * The variables that templates use, without reading any value.
   *
   * @return by name, in order of appearance; a use as a secret or without default wins
   * @throws InvalidTemplateException when a template is not valid JSON
   */
  public static List<VariableUse> variables(List<TemplateSource> sources) {
    VariableUses uses = new VariableUses();
    sources.forEach(source -> uses.collect(JsonDocument.parse(source)));
    return uses.list();
  }

  /** The realm's name. */
  public String realm() {
    return located.root().path("realm").asText();
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
    JsonNode clients = located.root().path("clients");
    for (int index = 0; index < clients.size(); index++) {
      JsonNode client = clients.get(index);
      List<String> variable =
          located.variables().getOrDefault("$.clients[" + index + "].secret", List.of());
      if (client.path("serviceAccountsEnabled").asBoolean() && !variable.isEmpty()) {
        services.add(new Service(client.path("clientId").asText(), variable.get(0)));
      }
    }
    return services;
  }

  /** Names of the top-level groups, those that mirror roles included. */
  public List<String> groups() {
    return located.root().path("groups").valueStream().map(g -> g.path("name").asText()).toList();
  }

  /** The desired realm as Keycloak represents it; holds secrets. */
  public ObjectNode representation() {
    return located.root();
  }

  /**
   * The same template with another representation.
   *
   * @param change changes a copy; takes away or adds nothing before which something else stands
   *     that a message could be about
   */
  public RealmTemplate changed(Consumer<ObjectNode> change) {
    ObjectNode copy = located.root().deepCopy();
    change.accept(copy);
    return new RealmTemplate(located.with(copy));
  }

  /** The desired realm as resources; holds secrets. */
  public RealmState state() {
    return RealmState.of(located.root());
  }

  /** The variables that texts of the representation were made of, by JSON path. */
  public Map<String, List<String>> variables() {
    return located.variables();
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
