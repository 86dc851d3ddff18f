package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.UserProfile;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.List;
import java.util.Set;

/**
 * Structure of flows, required actions, identity providers, components, default roles and
 * authorization settings: names, and values that Keycloak would fail at half-way.
 */
final class PartsCheck {

  private static final Set<String> REQUIREMENTS =
      Set.of("REQUIRED", "ALTERNATIVE", "CONDITIONAL", "DISABLED");

  private static final String AUTHORIZATION = "authorizationSettings";
  private static final String DECIDES = "authorizationServicesEnabled";
  private static final String FIRST_LOGIN = "updateProfileFirstLoginMode";

  private final SourceMappedRealm template;
  private final Problems problems;
  private final NamesCheck names;

  PartsCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
    this.names = new NamesCheck(template, problems);
  }

  void check(ObjectNode realm) {
    flows(realm);
    names.named(realm.path("requiredActions"), "$.requiredActions", "alias");
    brokers(realm);
    new OrganizationsCheck(template, problems).check(realm.path("organizations"));
    components(realm.path("components"), "$.components");
    defaultRole(realm);
    JsonNode clients = realm.path("clients");
    for (int index = 0; index < clients.size(); index++) {
      String client = JsonPath.element("$.clients", index);
      authorization(clients.get(index).path(AUTHORIZATION), client + "." + AUTHORIZATION);
      decides(template.root().path("clients").path(index), client);
    }
  }

  private void flows(ObjectNode realm) {
    JsonNode flows = realm.path("authenticationFlows");
    names.named(flows, "$.authenticationFlows", "alias");
    JsonNode configs = realm.path("authenticatorConfig");
    names.required(configs, "$.authenticatorConfig", "alias");
    // Keycloak's export tells one twice that two steps use.
    names.unique(
        configs,
        "$.authenticatorConfig",
        config -> isRepeated(config, configs) ? "" : alias(config));
    for (int index = 0; index < flows.size(); index++) {
      String path = JsonPath.element("$.authenticationFlows", index) + ".authenticationExecutions";
      JsonNode executions = flows.get(index).path("authenticationExecutions");
      for (int step = 0; step < executions.size(); step++) {
        execution(executions.get(step), JsonPath.element(path, step));
      }
    }
  }

  private static boolean isRepeated(JsonNode config, JsonNode configs) {
    for (JsonNode other : configs) {
      if (alias(other).equals(alias(config))) {
        return other != config && other.path("config").equals(config.path("config"));
      }
    }
    return false;
  }

  private static String alias(JsonNode config) {
    return config.path("alias").asText();
  }

  private void execution(JsonNode execution, String path) {
    if (!execution.hasNonNull("authenticator") && !execution.hasNonNull("flowAlias")) {
      problems.add(
          template.position(path), "names neither an \"authenticator\" nor a \"flowAlias\"");
    }
    String requirement = execution.path("requirement").asText();
    if (!REQUIREMENTS.contains(requirement)) {
      problems.add(
          template.position(path + ".requirement"),
          "\"requirement\" must be REQUIRED, ALTERNATIVE, CONDITIONAL or DISABLED");
    }
  }

  private void brokers(ObjectNode realm) {
    JsonNode providers = realm.path("identityProviders");
    names.named(providers, "$.identityProviders", "alias");
    names.required(providers, "$.identityProviders", "providerId");
    for (int index = 0; index < providers.size(); index++) {
      firstLogin(providers.get(index), JsonPath.element("$.identityProviders", index));
    }
    JsonNode mappers = realm.path("identityProviderMappers");
    String path = "$.identityProviderMappers";
    for (String field : new String[] {"name", "identityProviderAlias", "identityProviderMapper"}) {
      names.required(mappers, path, field);
    }
    names.unique(
        mappers,
        path,
        mapper ->
            mapper.path("identityProviderAlias").asText() + ": " + mapper.path("name").asText());
  }

  /** Of Keycloak 1; its usual value stands in many realms, and says what Keycloak does anyway. */
  private void firstLogin(JsonNode provider, String path) {
    String mode = provider.path(FIRST_LOGIN).asText("on");
    if (!mode.equals("on")) {
      problems.add(
          template.position(JsonPath.member(path, FIRST_LOGIN)),
          "\"%s\" has no effect in this Keycloak: leave it out, and say it in the first broker login"
                  .formatted(FIRST_LOGIN)
              + " flow, by \"update.profile.on.first.login\" of its review-profile step");
    }
  }

  /** ClientRepresentation reads "true" for a client with settings, whatever is written. */
  private void decides(JsonNode written, String path) {
    if (written.path(AUTHORIZATION).isObject() && written.path(DECIDES).asText().equals("false")) {
      problems.add(
          template.position(JsonPath.member(path, DECIDES)),
          "is false beside \"%s\", which are for a client that decides about access: set it to true, or"
                  .formatted(AUTHORIZATION)
              + " leave the settings out");
    }
  }

  private void components(JsonNode byType, String parentPath) {
    byType
        .properties()
        .forEach(
            type -> {
              String path = JsonPath.member(parentPath, type.getKey());
              JsonNode components = type.getValue();
              names.required(components, path, "providerId");
              names.unique(
                  components,
                  path,
                  component ->
                      component.path("name").asText(component.path("providerId").asText())
                          + subType(component));
              for (int index = 0; index < components.size(); index++) {
                String component = JsonPath.element(path, index);
                if (type.getKey().equals(UserProfile.TYPE)) {
                  userProfile(components.get(index), component);
                }
                components(
                    components.get(index).path("subComponents"), component + ".subComponents");
              }
            });
  }

  private static String subType(JsonNode component) {
    String subType = component.path("subType").asText();
    return subType.isEmpty() ? "" : " (" + subType + ")";
  }

  /** Keycloak 21 to 23 export a profile without a configuration: the usual one. */
  private void userProfile(JsonNode component, String path) {
    if (!component.path("config").has(UserProfile.CONFIG)) {
      return;
    }
    Position where =
        template.position(JsonPath.member(JsonPath.member(path, "config"), UserProfile.CONFIG));
    UserProfile.parse(component)
        .map(UserProfile::problems)
        .orElseGet(
            () ->
                List.of(
                    "\"%s\" must be one text that holds the user profile as JSON"
                        .formatted(UserProfile.CONFIG)))
        .forEach(problem -> problems.add(where, problem));
  }

  private void defaultRole(ObjectNode realm) {
    String expected = RealmState.defaultRole(realm.path("realm").asText());
    String name = realm.path("defaultRole").path("name").asText(expected);
    if (!name.equals(expected)) {
      problems.add(
          template.position("$.defaultRole.name"),
          "must be \"" + expected + "\", or be left out: Keycloak names the role");
    }
  }

  private void authorization(JsonNode settings, String path) {
    for (String list : new String[] {"resources", "scopes", "policies"}) {
      names.named(settings.path(list), JsonPath.member(path, list), "name");
    }
    names.required(settings.path("policies"), path + ".policies", "type");
  }
}
