package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template that is small and still takes more than forty writes, of many kinds. */
public final class InterruptedRealm {

  private static final int COUNT = 3;
  private static final String SECRET = "canary-interrupted-3f9d1c5b7a2e4860";

  private final Path file;

  /**
   * @param folder for the template
   */
  public InterruptedRealm(Path folder) {
    this.file = folder.resolve("interrupted.json");
    try {
      new ObjectMapper().writeValue(file.toFile(), template());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables for a realm of a name. */
  public Map<String, String> variables(String name) {
    Map<String, String> variables = new HashMap<>(Map.of("INTERRUPTED_REALM", name));
    for (int i = 1; i <= COUNT; i++) {
      variables.put("SERVICE_%d_SECRET".formatted(i), SECRET + i);
    }
    return variables;
  }

  /** The arguments that apply the template. */
  public String[] arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of("apply", file.toString()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  private static ObjectNode template() {
    ObjectNode realm = new ObjectMapper().createObjectNode();
    realm.put("realm", "${INTERRUPTED_REALM}").put("enabled", true);
    realm.put("displayName", "Interrupted").put("accessTokenLifespan", 120);
    for (int i = 1; i <= COUNT; i++) {
      role(realm.withObject("/roles").withArray("realm"), i);
      scope(realm.withArray("clientScopes").addObject(), i);
      service(realm, i);
      group(realm.withArray("groups").addObject(), i);
    }
    return realm;
  }

  private static void role(ArrayNode roles, int i) {
    ObjectNode role = roles.addObject().put("name", "role-" + i).put("description", "role " + i);
    role.putObject("attributes").putArray("rank").add(Integer.toString(i));
    if (i > 1) {
      role.putObject("composites").putArray("realm").add("role-" + (i - 1));
    }
  }

  private static void scope(ObjectNode scope, int i) {
    scope.put("name", "scope-" + i).put("protocol", "openid-connect");
    ObjectNode mapper = scope.putArray("protocolMappers").addObject();
    mapper.put("name", "fixed").put("protocol", "openid-connect");
    mapper.put("protocolMapper", "oidc-hardcoded-claim-mapper");
    mapper
        .putObject("config")
        .put("claim.name", "claim-" + i)
        .put("claim.value", "value")
        .put("jsonType.label", "String")
        .put("access.token.claim", "true");
  }

  private static void service(ObjectNode realm, int i) {
    String id = "service-" + i;
    ObjectNode client = realm.withArray("clients").addObject().put("clientId", id);
    client.put("secret", "${SERVICE_%d_SECRET}".formatted(i)).put("publicClient", false);
    client.put("serviceAccountsEnabled", true).put("standardFlowEnabled", false);
    client.put("directAccessGrantsEnabled", false).put("fullScopeAllowed", false);
    client.putArray("defaultClientScopes").add("basic").add("scope-" + i);
    ArrayNode roles = realm.withObject("/roles/client").putArray(id);
    roles.addObject().put("name", "use").put("description", "may use " + id);
    ObjectNode account = realm.withArray("users").addObject();
    account.put("username", "service-account-" + id).put("serviceAccountClientId", id);
    account.putArray("realmRoles").add("role-" + i);
    account.putObject("clientRoles").putArray(id).add("use");
    ObjectNode mapping = realm.withArray("scopeMappings").addObject().put("client", id);
    mapping.putArray("roles").add("role-" + i);
  }

  private static void group(ObjectNode group, int i) {
    group.put("name", "group-" + i).putArray("realmRoles").add("role-" + i);
    ObjectNode below = group.putArray("subGroups").addObject().put("name", "below");
    below.putObject("clientRoles").putArray("service-" + i).add("use");
  }
}
