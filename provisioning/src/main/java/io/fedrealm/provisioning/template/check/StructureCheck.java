package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses names that are missing, given twice, or none that Keycloak can work with. */
public final class StructureCheck {

  /**
   * What Keycloak refuses in a realm's name (ReservedCharValidator), and curly brackets, at which
   * it fails.
   */
  private static final Pattern NOT_IN_REALM_NAME =
      Pattern.compile("[:/?#@!$&()*+,;=\\[\\]\\\\{}]|^\\.{1,2}$|^\\s|\\s$");

  /** What Keycloak takes as a client scope's name: a scope token of RFC 6749, section 3.3. */
  private static final Pattern SCOPE_NAME = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]*");

  private final SourceMappedRealm template;
  private final Problems problems;
  private final NamesCheck names;

  private StructureCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
    this.names = new NamesCheck(template, problems);
  }

  public static void check(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    StructureCheck check = new StructureCheck(template, problems);
    check.realmName(realm.path("realm").asText());
    check.named(realm.path("clients"), "$.clients", "clientId");
    check.named(realm.path("clientScopes"), "$.clientScopes", "name");
    check.clientScopes(realm.path("clientScopes"));
    for (String holder : List.of("clients", "clientScopes")) {
      check.mappers(realm.path(holder), "$." + holder);
    }
    check.roles(realm.path("roles"));
    check.names.groups(realm.path("groups"), "$.groups");
    new UsersCheck(template, problems).check(realm);
    new LengthsCheck(template, problems).check(realm);
    check.named(realm.at("/clientProfiles/profiles"), "$.clientProfiles.profiles", "name");
    check.named(realm.at("/clientPolicies/policies"), "$.clientPolicies.policies", "name");
    check.scopeMappings(realm.path("scopeMappings"), "$.scopeMappings");
    realm
        .path("clientScopeMappings")
        .properties()
        .forEach(
            client ->
                check.scopeMappings(
                    client.getValue(), JsonPath.member("$.clientScopeMappings", client.getKey())));
    check.scopeLists(realm);
    new PartsCheck(template, problems).check(realm);
    CycleCheck.check(template, realm, problems);
  }

  private void realmName(String name) {
    if (name.isBlank()) {
      problems.add(template.position("$"), "names no realm: add \"realm\": \"NAME\"");
      return;
    }
    Matcher matcher = NOT_IN_REALM_NAME.matcher(name);
    if (matcher.find()) {
      problems.add(
          template.position("$.realm"),
          "a realm cannot be called \"" + name + "\": leave out \"" + matcher.group() + "\"");
    }
  }

  private void roles(JsonNode roles) {
    named(roles.path("realm"), "$.roles.realm", "name");
    roles
        .path("client")
        .properties()
        .forEach(
            client ->
                named(
                    client.getValue(), JsonPath.member("$.roles.client", client.getKey()), "name"));
  }

  private void clientScopes(JsonNode scopes) {
    names.required(scopes, "$.clientScopes", "protocol");
    for (int index = 0; index < scopes.size(); index++) {
      String name = scopes.get(index).path("name").asText();
      if (!name.isBlank() && !SCOPE_NAME.matcher(name).matches()) {
        problems.add(
            template.position(JsonPath.element("$.clientScopes", index)),
            "a client scope cannot be called \""
                + name
                + "\": take ASCII characters without space,"
                + " \" and \\");
      }
    }
  }

  private void mappers(JsonNode holders, String holdersPath) {
    for (int index = 0; index < holders.size(); index++) {
      JsonNode mappers = holders.get(index).path("protocolMappers");
      String path = JsonPath.element(holdersPath, index) + ".protocolMappers";
      named(mappers, path, "name");
      names.required(mappers, path, "protocol");
      names.required(mappers, path, "protocolMapper");
    }
  }

  private void scopeMappings(JsonNode mappings, String path) {
    for (int index = 0; index < mappings.size(); index++) {
      JsonNode mapping = mappings.get(index);
      if (mapping.has("client") == mapping.has("clientScope")) {
        problems.add(
            template.position(JsonPath.element(path, index)),
            "name either the \"client\" or the \"clientScope\" that gets the roles");
      }
    }
  }

  /**
   * A client scope is either a default or optional; Keycloak would take the first and say nothing.
   */
  private void scopeLists(ObjectNode realm) {
    disjoint(realm, JsonPath.ROOT, "defaultDefaultClientScopes", "defaultOptionalClientScopes");
    JsonNode clients = realm.path("clients");
    for (int index = 0; index < clients.size(); index++) {
      disjoint(
          clients.get(index),
          JsonPath.element("$.clients", index),
          "defaultClientScopes",
          "optionalClientScopes");
    }
  }

  private void disjoint(JsonNode holder, String path, String first, String second) {
    Set<String> seen = new HashSet<>();
    holder.path(first).forEach(scope -> seen.add(scope.asText()));
    for (JsonNode scope : holder.path(second)) {
      if (seen.contains(scope.asText())) {
        problems.add(
            template.position(JsonPath.member(path, second)),
            "the client scope \"" + scope.asText() + "\" is also in " + first + ": keep it in one");
      }
    }
  }

  private void named(JsonNode things, String path, String key) {
    names.named(things, path, key);
  }
}
