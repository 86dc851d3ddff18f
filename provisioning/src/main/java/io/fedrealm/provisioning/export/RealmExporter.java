package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a template of a live realm. */
public final class RealmExporter {

  private final KeycloakServer server;

  public RealmExporter(KeycloakServer server) {
    this.server = server;
  }

  /**
   * A template of a realm.
   *
   * @param text the template; no secret is in it
   * @param variables what has to be set before it can be planned
   * @param notes what could not be exported, a sentence each
   */
  public record Exported(String text, List<VariableUse> variables, List<String> notes) {}

  /**
   * Reads a realm.
   *
   * @param users whether its people are exported, too
   * @throws CommandException when there is no such realm, or it may not be read
   */
  public Exported export(String name, boolean users) {
    List<String> notes = new ArrayList<>();
    ObjectNode template = read(name, users, notes);
    Secrets.replace(template);
    notes.addAll(UnsupportedFieldRemover.make(template));
    String text = template.toPrettyString() + "\n";
    TemplateSource.tooLong(text).ifPresent(reason -> notes.add("plan will refuse it: " + reason));
    List<VariableUse> variables = RealmTemplate.variables(List.of(new TemplateSource(name, text)));
    return new Exported(text, variables, List.copyOf(notes));
  }

  /**
   * The template with its secrets masked. Nothing else is kept of the realm, which may be large.
   */
  private ObjectNode read(String name, boolean users, List<String> notes) {
    ObjectNode live =
        server
            .export(name)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "The server has no realm \"%s\".".formatted(name)));
    LiveRealm.removeLease(live.at("/roles/realm"));
    LiveRealm.removeSelfContainment(live.path("roles"));
    LiveRealm.nameFlows(live);
    CanonicalOrder.settle(live);
    server.organizations(live);
    ObjectNode exported = template(live, name);
    if (users) {
      People people = new People(live, server.people(live));
      people.addTo(exported);
      notes.addAll(people.notes());
    }
    CanonicalOrder.sets(exported);
    return PlaceholderEscaper.of(exported);
  }

  /** The realm without its people and with its secrets masked. */
  static ObjectNode template(ObjectNode live, String name) {
    ObjectNode fresh = NewRealm.representation(name);
    ObjectNode template = JsonNodeFactory.instance.objectNode().put("realm", name);
    Optional.ofNullable(live.get("enabled")).ifPresent(enabled -> template.set("enabled", enabled));
    template.setAll(new DefaultsRemover(fresh).reduce(live));
    new WholeSets(live, fresh, template).complete();
    GroupMirrorFolder.fold(template);
    dropUnusedSecrets(template, live);
    return template;
  }

  /** A client that only checks tokens, or speaks SAML, never shows its secret to anybody. */
  private static void dropUnusedSecrets(ObjectNode template, ObjectNode live) {
    Set<String> idle = new HashSet<>();
    for (JsonNode client : live.path("clients")) {
      if (client.path("bearerOnly").asBoolean()
          || client.path("protocol").asText().equals("saml")) {
        idle.add(client.path("clientId").asText());
      }
    }
    for (JsonNode client : template.path("clients")) {
      if (idle.contains(client.path("clientId").asText())) {
        ((ObjectNode) client).remove("secret");
      }
    }
  }
}
