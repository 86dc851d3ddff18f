package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a template says rightly and its author may not mean: new clients without the client scopes
 * that everybody expects, and variables of other tools, which are texts here.
 */
public final class SilentLosses {

  private static final Pattern FOREIGN =
      Pattern.compile("\\$\\(env:|\\$\\{env[.:]|\\{\\{-?\\s*(\\.(Env|Values)\\.|env )|§§[A-Za-z_]");

  private static final String DEFAULTS = "defaultClientScopes";
  private static final String OPTIONAL = "optionalClientScopes";
  private static final String BASIC = "basic";

  private final List<String> notes = new ArrayList<>();
  private final Set<String> withoutDefaults = new TreeSet<>();
  private final Set<String> withoutSub = new TreeSet<>();

  private SilentLosses() {}

  /**
   * Sentences for the operator.
   *
   * @param live empty when the realm does not exist yet
   */
  public static List<String> notes(RealmTemplate template, Optional<RealmState> live) {
    SilentLosses losses = new SilentLosses();
    JsonNode realm = template.representation();
    for (JsonNode client : realm.path("clients")) {
      ResourceId id = ResourceId.of(ResourceType.CLIENT, client.path("clientId").asText());
      if (live.flatMap(state -> state.find(id)).isEmpty()) {
        losses.client(client, realm);
      }
    }
    losses.placeholders(realm, JsonPath.ROOT);
    losses.summary();
    return losses.notes;
  }

  private void client(JsonNode client, JsonNode realm) {
    String id = client.path("clientId").asText();
    if (client.has(OPTIONAL) && !client.has(DEFAULTS)) {
      withoutDefaults.add(id);
      return;
    }
    boolean people =
        client.path("standardFlowEnabled").asBoolean(true)
            || client.path("directAccessGrantsEnabled").asBoolean();
    boolean oidc = client.path("protocol").asText("openid-connect").equals("openid-connect");
    if (client.has(DEFAULTS) && people && oidc && !hasSub(client, realm)) {
      withoutSub.add(id);
    }
  }

  private static boolean hasSub(JsonNode client, JsonNode realm) {
    Set<String> scopes = new HashSet<>();
    client.path(DEFAULTS).forEach(scope -> scopes.add(scope.asText()));
    client.path(OPTIONAL).forEach(scope -> scopes.add(scope.asText()));
    return scopes.contains(BASIC)
        || givesSub(client)
        || realm
            .path("clientScopes")
            .valueStream()
            .filter(scope -> scopes.contains(scope.path("name").asText()))
            .anyMatch(SilentLosses::givesSub);
  }

  private static boolean givesSub(JsonNode holder) {
    return holder
        .path("protocolMappers")
        .valueStream()
        .anyMatch(
            mapper ->
                mapper.path("protocolMapper").asText().matches("oidc-(sub|.*pairwise-sub)-mapper")
                    || mapper.at("/config/claim.name").asText().equals("sub"));
  }

  private void placeholders(JsonNode node, String path) {
    if (node.isTextual() && FOREIGN.matcher(node.textValue()).find()) {
      notes.add(
          path
              + " holds a variable of another tool, which is a text here: write ${NAME}, or make a"
              + " template of the file with fedrealm adopt");
    }
    node.properties()
        .forEach(field -> placeholders(field.getValue(), JsonPath.member(path, field.getKey())));
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      placeholders(node.get(index), JsonPath.element(path, index));
    }
  }

  private void summary() {
    if (!withoutDefaults.isEmpty()) {
      notes.add(
          "new clients that name their optional client scopes and no default ones get none, so that"
              + " their tokens have neither roles nor sub; name both lists: "
              + String.join(", ", withoutDefaults));
    }
    if (!withoutSub.isEmpty()) {
      notes.add(
          "new clients without the client scope basic: tokens of people have no sub there: "
              + String.join(", ", withoutSub));
    }
  }
}
