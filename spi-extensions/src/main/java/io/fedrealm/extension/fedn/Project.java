package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.ClientScopeModel;

/**
 * A project as one of its members sees it; its JSON is what FEDn's command line reads.
 *
 * @param slug its id
 * @param name for people
 * @param owner the username of who created it; empty when nobody knows
 * @param created when, as ISO 8601; empty when nobody knows
 * @param controller where its controller is; empty when nobody has said
 * @param roles those that the member holds, of {@link ProjectRoles#NAMES} and in their order
 */
record Project(
    String slug,
    String name,
    @JsonProperty("owner_username") String owner,
    @JsonProperty("created_at") String created,
    String controller,
    List<String> roles) {

  static final String SCOPE_PREFIX = "project:";

  /** The project of a scope. */
  static Project of(ClientScopeModel scope, List<String> roles) {
    String slug = scope.getName().substring(SCOPE_PREFIX.length());
    String name = attribute(scope, FednAttributes.NAME);
    return new Project(
        slug,
        name.isEmpty() ? slug : name,
        attribute(scope, FednAttributes.OWNER),
        attribute(scope, FednAttributes.CREATED),
        attribute(scope, FednAttributes.CONTROLLER),
        List.copyOf(roles));
  }

  /** What the command line shows in the column of that name. */
  @JsonProperty
  String status() {
    return "Active";
  }

  /** Whether the member administers it. */
  @JsonProperty("admin")
  boolean isAdministered() {
    return roles.contains(ProjectRoles.ADMIN);
  }

  /** The id of the client that its tokens are issued for. */
  static String clientId(String slug) {
    return "fedn:" + slug;
  }

  private static String attribute(ClientScopeModel scope, String name) {
    return Objects.requireNonNullElse(scope.getAttribute(name), "");
  }
}
