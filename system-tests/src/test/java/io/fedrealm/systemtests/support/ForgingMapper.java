package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A protocol mapper that the server has, as somebody configures it who can choose names and notes
 * and would forge a claim.
 *
 * @param id of the provider
 * @param properties that it has
 */
public record ForgingMapper(String id, List<String> properties) {

  /** The claims that are relied on. */
  public static final List<String> CLAIMS =
      List.of(
          "role",
          "project",
          "fl_site",
          "fl_org",
          "fl_jobs",
          "fl_studies",
          "nvflare_site",
          "nvflare_org",
          "nvflare_jobs",
          "nvflare_studies",
          "aud",
          "azp",
          "sub",
          "acr",
          "amr",
          "email",
          "email_verified",
          "preferred_username",
          "client_id",
          "realm_access",
          "resource_access");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The mappers without a claim name that make other roles of those that are held. */
  private static final Set<String> OTHER_ROLES =
      Set.of("oidc-hardcoded-role-mapper", "oidc-role-name-mapper");

  /** Where a mapper writes. */
  private static final List<String> PLACES =
      List.of(
          "id.token.claim",
          "access.token.claim",
          "lightweight.claim",
          "userinfo.token.claim",
          "introspection.token.claim");

  /**
   * Every mapper that the server has, but for those of this project.
   *
   * @param admin of the server
   */
  public static List<ForgingMapper> shipped(Admin admin) {
    return admin
        .serverInfo()
        .path("protocolMapperTypes")
        .path("openid-connect")
        .valueStream()
        .map(
            type ->
                new ForgingMapper(
                    type.path("id").asText(),
                    type.path("properties")
                        .valueStream()
                        .map(property -> property.path("name").asText())
                        .toList()))
        .filter(mapper -> !mapper.id().startsWith("fl-"))
        .toList();
  }

  /**
   * What no mapper of this kind may write, of what it is told to write.
   *
   * @param told the names of claims
   */
  public Set<String> forges(Collection<String> told) {
    return hasClaimName() ? Set.copyOf(told) : roles();
  }

  /** What it forges whatever it is told: the names of roles, or nothing. */
  public Set<String> roles() {
    return OTHER_ROLES.contains(id) ? Set.of("realm_access") : Set.of();
  }

  private boolean hasClaimName() {
    return properties.stream().anyMatch(property -> property.endsWith("claim.name"));
  }

  /**
   * A mapper of this kind for each claim, with a name of its own; one for all if it knows no names.
   *
   * @param claims to write
   * @param only where; everywhere if it is empty
   */
  public ArrayNode writing(Collection<String> claims, String only) {
    ArrayNode mappers = JSON.arrayNode();
    for (String claim : hasClaimName() ? claims : List.of("")) {
      ObjectNode mapper = writing(claim).put("name", id + " " + mappers.size());
      PLACES.stream()
          .filter(place -> !only.isEmpty() && !place.equals(only))
          .forEach(place -> mapper.withObject("/config").put(place, "false"));
      mappers.add(mapper);
    }
    return mappers;
  }

  /**
   * A mapper that writes a claim everywhere.
   *
   * @param claim its name
   */
  public ObjectNode writing(String claim) {
    ObjectNode mapper =
        JSON.objectNode()
            .put("name", "forged")
            .put("protocol", "openid-connect")
            .put("protocolMapper", id);
    ObjectNode config = mapper.putObject("config");
    config
        .put("user.attribute", "firstName")
        .put("user.session.note", "chosen")
        .put("claim.value", claim.endsWith("access") ? "{\"roles\":[\"admin\"]}" : "admin")
        .put("jsonType.label", claim.endsWith("access") ? "JSON" : "String")
        .put("role", "offline_access")
        .put("new.role.name", "admin")
        .put("multivalued", "false");
    PLACES.forEach(place -> config.put(place, "true"));
    if (id.equals("oidc-audience-mapper")) {
      config.put("included.custom.audience", "another-api");
    }
    if (id.contains("pairwise")) {
      config.put("pairwiseSubAlgorithmSalt", "salt");
    }
    properties.stream()
        .filter(property -> property.endsWith("claim.name"))
        .forEach(property -> config.put(property, claim));
    return mapper;
  }

  /**
   * Adds a confidential client whose service account is called what a forger would be called.
   *
   * @param realm a realm's or a partial import's representation
   * @param clientId of the client
   * @param secret of the client
   */
  public static ObjectNode service(ObjectNode realm, String clientId, String secret) {
    realm
        .withArray("users")
        .addObject()
        .put("username", "service-account-" + clientId.toLowerCase())
        .put("enabled", true)
        .put("firstName", "admin")
        .put("lastName", "demo")
        .put("email", "victim@example.test")
        .put("serviceAccountClientId", clientId)
        .putArray("realmRoles")
        .add("offline_access");
    ObjectNode client =
        realm
            .withArray("clients")
            .addObject()
            .put("clientId", clientId)
            .put("protocol", "openid-connect")
            .put("secret", secret)
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false)
            .put("directAccessGrantsEnabled", false);
    // Keycloak wants one for pairwise subjects.
    client.putArray("redirectUris").add("https://app.example.org/callback");
    return client;
  }
}
