package io.fedrealm.provisioning.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.adopt.translation.Report;
import io.fedrealm.provisioning.adopt.translation.Report.Outcome;
import io.fedrealm.provisioning.export.RealmExporter;
import io.fedrealm.provisioning.export.RealmExporter.Exported;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.secret.RandomSecret;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.server.ReadScope;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.SecretCheck;
import io.fedrealm.provisioning.template.variable.VariableUse;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a template of a live realm, with the secrets of its clients, and proves it by a plan. Only
 * reads.
 */
final class LiveAdoption {

  private static final Pattern CLIENT_SECRET = Pattern.compile("\\$\\.clients\\[(\\d+)]\\.secret");

  private final KeycloakServer server;
  private final String name;
  private final Report report = new Report();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<String> unset = new ArrayList<>();

  LiveAdoption(KeycloakServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Reads the realm.
   *
   * @param users whether its people are adopted, too
   */
  Adopted adopt(boolean users) {
    Exported exported = new RealmExporter(server).export(name, users);
    exported.notes().forEach(note -> report.add(Outcome.NOT_KEPT, JsonPath.ROOT, note));
    TemplateSource source = new TemplateSource(name + ".json", exported.text());
    Map<String, String> values = new HashMap<>();
    exported.variables().forEach(use -> values.put(use.name(), RandomSecret.next()));
    List<String> refused = new ArrayList<>();
    try {
      RealmTemplate template = load(source, values);
      LiveRealm live = server.realm(template.state(), ReadScope.DECLARED).orElseThrow();
      exported.variables().forEach(use -> secret(use, exported.text(), live));
      values.putAll(secrets);
      refused.addAll(differences(load(source, values), live));
    } catch (InvalidTemplateException e) {
      e.problems().forEach(problem -> refused.add(problem.toString()));
    }
    return new Adopted(name, exported.text(), secrets, unset, report.entries(), refused);
  }

  private static RealmTemplate load(TemplateSource source, Map<String, String> values) {
    return RealmTemplate.load(List.of(source), new Variables(values)).get(0);
  }

  private void secret(VariableUse use, String text, LiveRealm live) {
    Optional<String> known =
        clientOf(use, text)
            .flatMap(id -> live.state().find(ResourceId.of(ResourceType.CLIENT, id)))
            .map(Resource::fields)
            .map(client -> client.path("secret").asText())
            .filter(secret -> !secret.isEmpty() && !secret.equals(Mask.TEXT));
    if (known.isEmpty()) {
      unset.add(use.name());
    } else if (SecretCheck.reasonAgainstValue(known.get()).isPresent()) {
      secrets.put(use.name(), RandomSecret.next());
      report.add(
          Outcome.NOT_KEPT,
          use.where().path(),
          "the secret is too short or too simple for a template: apply sets a random one");
    } else {
      secrets.put(use.name(), known.get());
    }
  }

  private static Optional<String> clientOf(VariableUse use, String text) {
    Matcher path = CLIENT_SECRET.matcher(use.where().path());
    if (!path.matches()) {
      return Optional.empty();
    }
    try {
      JsonNode client =
          new ObjectMapper().readTree(text).path("clients").path(Integer.parseInt(path.group(1)));
      return Optional.of(client.path("clientId").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a plan would change beside secrets that nobody knows. */
  private static List<String> differences(RealmTemplate template, LiveRealm live) {
    List<String> lines = new ArrayList<>();
    for (Change change : Planner.plan(template, Optional.of(live)).plan().changes()) {
      List<String> fields =
          change.fields().stream()
              .filter(field -> !field.sensitive())
              .map(FieldChange::path)
              .toList();
      if (change.fields().isEmpty() || !fields.isEmpty()) {
        lines.add("plan will change " + change.id() + ": " + String.join(", ", fields));
      }
    }
    return lines;
  }
}
