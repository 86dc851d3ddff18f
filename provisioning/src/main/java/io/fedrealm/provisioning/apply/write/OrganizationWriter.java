package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes and changes organizations; their identity providers are linked one by one. */
final class OrganizationWriter implements ResourceWriter {

  private static final String ORGANIZATIONS = "organizations";
  private static final String PROVIDERS = "identityProviders";

  @Override
  public void write(Change change, Target target) {
    boolean create = change.action() == Action.CREATE;
    ObjectNode organization = create ? Ownership.marked(change.desired()) : Merge.whole(change);
    organization.remove(Set.of(PROVIDERS, RealmState.MANAGES_PEOPLE));
    domains(organization, change.desired().fields().path("domains"));
    String id;
    if (create) {
      id = target.send("POST", organization, ORGANIZATIONS);
      target.live().made(change.id(), id);
    } else {
      id = target.live().id(change.id());
      target.send("PUT", organization.put("id", id), ORGANIZATIONS, id);
    }
    if (change.touches(PROVIDERS)) {
      Set<String> wanted = providers(change.desired());
      Set<String> live = change.actual().map(OrganizationWriter::providers).orElse(Set.of());
      for (String alias : minus(live, wanted)) {
        target.send("DELETE", null, ORGANIZATIONS, id, "identity-providers", alias);
      }
      for (String alias : minus(wanted, live)) {
        TextNode body = TextNode.valueOf(alias);
        target.send("POST", body, ORGANIZATIONS, id, "identity-providers");
      }
    }
  }

  /** As a list again; when the template declares them, only those. */
  private static void domains(ObjectNode organization, JsonNode declared) {
    JsonNode named = organization.path("domains");
    ArrayNode list = organization.putArray("domains");
    named
        .properties()
        .forEach(
            domain -> {
              if (!declared.isObject() || declared.has(domain.getKey())) {
                ObjectNode entry = domain.getValue().deepCopy();
                list.add(entry.put("name", domain.getKey()));
              }
            });
  }

  private static Set<String> providers(Resource organization) {
    Set<String> aliases = new LinkedHashSet<>();
    organization.fields().path(PROVIDERS).forEach(alias -> aliases.add(alias.asText()));
    return aliases;
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new LinkedHashSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
