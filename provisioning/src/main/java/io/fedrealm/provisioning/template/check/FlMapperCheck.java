package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks the configuration of our own protocol mappers. The extension checks it too when a mapper
 * is saved by itself; Keycloak does not ask the extension when a mapper arrives inside a client, a
 * client scope or a realm, so that a wrong one would only show when tokens lack their claim. A test
 * holds names, defaults and lists together with the extension's.
 */
public final class FlMapperCheck {

  private static final String OUR_PREFIX = "fl-";

  public static final String ROLE_MAPPER = "fl-role-mapper";
  public static final String PROJECT_MAPPER = "fl-project-mapper";

  public static final String CLAIM_NAME = "claim.name";
  public static final String MULTIVALUED = "multivalued";
  public static final String ROLE_TABLE = "fl.role.table";
  public static final String ROLE_SCOPE_PREFIX = "fl.role.scope.prefix";
  public static final String PROJECT_SCOPE_PREFIX = "fl.project.scope.prefix";
  public static final String PROJECT_ROLE_PREFIX = "fl.project.role.prefix";

  public static final String DEFAULT_ROLE_SCOPE_PREFIX = "role:";
  public static final String DEFAULT_PROJECT_SCOPE_PREFIX = "project:";
  public static final String PROJECT = "{project}";

  /** What a project's name can hold; what follows it in a role prefix must be something else. */
  public static final String PROJECT_CHARACTERS = "[A-Za-z0-9._-]";

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]");

  private final SourceMappedRealm template;
  private final Problems problems;
  private final JsonNode config;
  private final String path;

  private FlMapperCheck(
      SourceMappedRealm template, Problems problems, JsonNode config, String path) {
    this.template = template;
    this.problems = problems;
    this.config = config;
    this.path = path;
  }

  public static void check(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    for (String holder : List.of("clients", "clientScopes")) {
      JsonNode holders = realm.path(holder);
      for (int index = 0; index < holders.size(); index++) {
        JsonNode mappers = holders.get(index).path("protocolMappers");
        String path = JsonPath.element("$." + holder, index) + ".protocolMappers";
        for (int mapper = 0; mapper < mappers.size(); mapper++) {
          JsonNode config = mappers.get(mapper).path("config");
          String configPath = JsonPath.element(path, mapper) + ".config";
          new FlMapperCheck(template, problems, config, configPath)
              .check(mappers.get(mapper).path("protocolMapper").asText());
        }
      }
    }
  }

  private void check(String provider) {
    if (provider.equals(ROLE_MAPPER)) {
      claimName();
      multivalued();
      RoleTableRule.check(config.path(ROLE_TABLE).asText(), reason -> problem(ROLE_TABLE, reason));
      prefix(ROLE_SCOPE_PREFIX, DEFAULT_ROLE_SCOPE_PREFIX);
      prefix(PROJECT_SCOPE_PREFIX, DEFAULT_PROJECT_SCOPE_PREFIX);
      distinctPrefixes();
    } else if (provider.equals(PROJECT_MAPPER)) {
      claimName();
      prefix(PROJECT_SCOPE_PREFIX, DEFAULT_PROJECT_SCOPE_PREFIX);
      projectRolePrefix();
    } else if (provider.startsWith(OUR_PREFIX)) {
      config.fieldNames().forEachRemaining(this::optionalClaimName);
    }
  }

  /** Mappers of several claims name each by a key of its own, and leave out what has no name. */
  private void optionalClaimName(String key) {
    String name = config.path(key).asText();
    if (key.endsWith(CLAIM_NAME) && !name.isEmpty()) {
      ClaimNameRule.reasonAgainst(name).ifPresent(reason -> problem(key, reason));
    }
  }

  /**
   * The extension has a default, but Keycloak drops empty values: it takes an absent one for one.
   */
  private void claimName() {
    ClaimNameRule.reasonAgainst(config.path(CLAIM_NAME).asText())
        .ifPresent(reason -> problem(CLAIM_NAME, reason));
  }

  private void multivalued() {
    String value = config.path(MULTIVALUED).asText("false");
    if (!value.equals("true") && !value.equals("false")) {
      problem(MULTIVALUED, "must be true or false");
    }
  }

  private void prefix(String key, String fallback) {
    String prefix = config.path(key).asText(fallback);
    if (prefix.isEmpty() || WHITE_SPACE.matcher(prefix).find()) {
      problem(key, "must be a text without white space");
    }
  }

  private void distinctPrefixes() {
    String role = config.path(ROLE_SCOPE_PREFIX).asText(DEFAULT_ROLE_SCOPE_PREFIX);
    String project = config.path(PROJECT_SCOPE_PREFIX).asText(DEFAULT_PROJECT_SCOPE_PREFIX);
    boolean usable = !role.isEmpty() && !project.isEmpty();
    if (usable && (role.startsWith(project) || project.startsWith(role))) {
      problem(
          ROLE_SCOPE_PREFIX,
          "must differ from "
              + PROJECT_SCOPE_PREFIX
              + ", and neither may begin with the other: a scope must ask for one thing");
    }
  }

  private void projectRolePrefix() {
    String prefix = config.path(PROJECT_ROLE_PREFIX).asText(PROJECT + ":");
    if (WHITE_SPACE.matcher(prefix).find()) {
      problem(PROJECT_ROLE_PREFIX, "must be a text without white space");
    }
    if (RoleTableRule.hasUnknownPlaceholder(prefix)) {
      problem(PROJECT_ROLE_PREFIX, "knows the placeholder {project} only");
    }
    int placeholder = prefix.lastIndexOf(PROJECT);
    if (placeholder < 0) {
      problem(
          PROJECT_ROLE_PREFIX,
          "must contain {project}, or a role in one project would count for all");
    } else if (prefix
        .substring(placeholder + PROJECT.length())
        .matches("(?s)|" + PROJECT_CHARACTERS + ".*")) {
      problem(
          PROJECT_ROLE_PREFIX,
          "needs a character after {project} that no project's name can hold, such as a colon, or a"
              + " role in project a-b would count for project a");
    }
  }

  private void problem(String key, String message) {
    problems.add(template.position(JsonPath.member(path, key)), key + " " + message);
  }
}
