package io.fedrealm.provisioning.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A project as its client scope tells it.
 *
 * @param slug the name in tokens, roles and addresses
 * @param name the name for people; empty when there is no other than the slug
 * @param owner the user name of its first administrator; empty when nobody has said
 * @param controller where its FEDn controller is; empty when nobody has said
 * @param keyId the {@code kid} of the key that its FEDn was given last; empty when none was
 */
public record Project(String slug, String name, String owner, String controller, String keyId) {

  /** The client scope's attribute with the name for people. */
  static final String NAME = "fl.project.name";

  /** The client scope's attribute with the user name of the first administrator. */
  static final String OWNER = "fl.project.owner";

  /** The client scope's attribute with the moment of its making, ISO 8601. */
  static final String CREATED = "fl.project.created";

  /** The client scope's attribute with the address of the project's controller. */
  static final String CONTROLLER = "fl.project.controller";

  /** The client scope's attribute with the key that FEDn was given. */
  static final String KEY = "fl.fedn.key";

  private static final String SCOPE_PREFIX = "project:";

  /** As the token service takes it: what is left of FEDn's 46 characters, in lower case. */
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,44}[a-z0-9])?");

  /** FEDn's roles, the most powerful first, with what their holders do. */
  private static final Map<String, String> ROLES = new LinkedHashMap<>();

  static {
    ROLES.put("admin", "Administers the project through the REST API of its controller.");
    ROLES.put("controller", "The controller of the project: it drives the combiners.");
    ROLES.put("combiner", "A combiner of the project: it registers with the controller.");
    ROLES.put("client", "A client of the project: it trains and validates models.");
  }

  /** What is wrong with a slug; empty when nothing is. */
  public static List<String> problems(String slug) {
    return SLUG.matcher(slug).matches()
        ? List.of()
        : List.of(
            "a project's slug has lower case letters, digits and '-', 46 at most, and begins and"
                + " ends with a letter or digit");
  }

  /** The project of a client scope; null when the scope is another's. */
  public static Project of(JsonNode scope) {
    String name = scope.path("name").asText();
    if (!name.startsWith(SCOPE_PREFIX)) {
      return null;
    }
    String slug = name.substring(SCOPE_PREFIX.length());
    JsonNode attributes = scope.path("attributes");
    return new Project(
        slug,
        attributes.path(NAME).asText(""),
        attributes.path(OWNER).asText(""),
        attributes.path(CONTROLLER).asText(""),
        attributes.path(KEY).asText(""));
  }

  /** The names of its roles, and of the groups that give them. */
  public List<String> roles() {
    return ROLES.keySet().stream().map(role -> slug + ":" + role).toList();
  }

  /** The name of its client scope. */
  public String scope() {
    return SCOPE_PREFIX + slug;
  }

  /** The role and group of those who administer it. */
  String administrators() {
    return roles().get(0);
  }

  /** A role as Keycloak wants it. */
  static ObjectNode role(String role) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", role)
        .put("description", ROLES.get(role.substring(role.indexOf(':') + 1)));
  }

  /** The client scope as Keycloak wants it, and as {@code fedn project create} makes it. */
  ObjectNode scopeRepresentation() {
    ObjectNode scope =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", scope())
            .put(
                "description",
                "The token is for this project. Only who holds a role in the project gets one.")
            .put("protocol", "openid-connect");
    scope
        .putObject("attributes")
        .put("include.in.token.scope", "true")
        .put("include.in.openid.provider.metadata", "false")
        .put("display.on.consent.screen", "false")
        .put(NAME, slug)
        .put(CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    describe(scope);
    return scope;
  }

  /** The same, with the key that its FEDn is given. */
  Project withKey(String key) {
    return new Project(slug, name, owner, controller, key);
  }

  /**
   * Puts name, owner, controller and key into a client scope, as far as they are known.
   *
   * @return whether the scope did not say the same before
   */
  boolean describe(ObjectNode scope) {
    ObjectNode attributes = scope.withObjectProperty("attributes");
    ObjectNode before = attributes.deepCopy();
    Map.of(NAME, name, OWNER, owner, CONTROLLER, controller, KEY, keyId)
        .forEach(
            (attribute, value) -> {
              if (!value.isEmpty()) {
                attributes.put(attribute, value);
              }
            });
    return !attributes.equals(before);
  }
}
