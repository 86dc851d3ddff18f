package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Keycloak server: what it can do, and its realms. */
public final class KeycloakServer implements AutoCloseable {

  private static final String ADMIN_EXTENSIONS = "admin-realm-restapi-extension";

  private final AdminApi api;
  private final Retries retries;

  /** Whether the server may read clients a page at a time: tried as long as nobody knows. */
  private volatile boolean pages = true;

  /** Whether the server is known to tell people with all that they hold. */
  private volatile boolean tellsPeople;

  /** Whether the server is known to tell by what masked secrets are known again. */
  private volatile boolean tellsSecrets;

  /** Nothing is sent yet. */
  public KeycloakServer(AdminAccess access) {
    this(access, Retries.USUAL);
  }

  /**
   * @param retries how often a request is sent again that failed in passing
   */
  public KeycloakServer(AdminAccess access, Retries retries) {
    this.api = new AdminApi(access, retries);
    this.retries = retries;
  }

  /** How often what failed in passing is tried again. */
  public Retries retries() {
    return retries;
  }

  /** The admin REST API, for writing. */
  public AdminApi api() {
    return api;
  }

  /** What is installed on the server; one request. */
  public ServerCapabilities capabilities() {
    ServerCapabilities capabilities =
        new ServerCapabilities(
            api.get("serverinfo")
                .orElseThrow(
                    () ->
                        new CommandException(
                            ExitCode.UNREACHABLE,
                            "The server has no admin REST API at this address: is there a relative"
                                + " path, for example /auth?")));
    Set<String> extensions = capabilities.providers(ADMIN_EXTENSIONS);
    pages = extensions.contains(ClientPages.PROVIDER);
    tellsPeople = extensions.contains(UserReading.EXTENSION);
    tellsSecrets = extensions.contains(SecretReading.PROVIDER);
    return capabilities;
  }

  /**
   * Reads a realm: its export, and the list of its clients for their secrets, a page at a time.
   *
   * @return empty when the server has no realm of this name
   */
  public Optional<LiveRealm> realm(String name) {
    return export(name).map(realm -> new LiveRealm(realm, secrets(name)));
  }

  /**
   * Reads a realm, and of what the export leaves out what is wanted: a request for the user
   * profile, pages of organizations, the identity providers when organizations have some, what our
   * extension tells of masked secrets.
   *
   * @param desired the realm as it shall be
   * @return empty when the server has no realm of this name
   */
  public Optional<LiveRealm> realm(RealmState desired) {
    return realm(desired, ReadScope.DECLARED);
  }

  /**
   * Like {@link #realm(RealmState)}.
   *
   * @param extent how much is read that the template does not declare
   */
  public Optional<LiveRealm> realm(RealmState desired, ReadScope extent) {
    return realm(desired, extent, true);
  }

  /**
   * Like {@link #realm(RealmState, Extent)} after changes that people have nothing to do with:
   * there may be thousands of them, and they are not read again.
   *
   * @param earlier the realm as it was before the changes; has its people
   */
  public Optional<LiveRealm> realmAfterOtherChanges(
      RealmState desired, ReadScope extent, RealmState earlier) {
    boolean members = desired.has(ResourceType.ORGANIZATION_MEMBERS);
    return realm(desired, extent, members).map(live -> members ? live : live.withPeopleOf(earlier));
  }

  private Optional<LiveRealm> realm(RealmState desired, ReadScope extent, boolean people) {
    String name = desired.realm();
    Optional<ObjectNode> export = export(name);
    export.ifPresent(realm -> new OptionalParts(api, desired, realm).read(extent, people));
    export
        .filter(realm -> tellsSecrets)
        .ifPresent(realm -> new SecretReading(api, desired, realm).read());
    return export.map(realm -> new LiveRealm(realm, secrets(name)));
  }

  /**
   * A realm as Keycloak exports it, with clients, groups and roles; secrets masked. A request for
   * each {@value ClientPages#PAGE} clients; a single one, after one that finds out, on a server
   * without our extension.
   *
   * @return empty when the server has no realm of this name
   */
  public Optional<ObjectNode> export(String name) {
    Optional<JsonNode> export = pages ? new ClientPages(api, name).export() : Optional.empty();
    return export.or(() -> stockExport(name)).map(realm -> object(realm, name));
  }

  private Optional<JsonNode> stockExport(String name) {
    Optional<JsonNode> export =
        api.post("realms", name, "partial-export?exportClients=true&exportGroupsAndRoles=true");
    pages &= export.isEmpty(); // There is no extension, or something keeps its pages from us.
    return export;
  }

  /**
   * Reads the organizations of a realm with their identity providers and groups: two requests, and
   * one for each organization; none when the realm has them switched off.
   *
   * @param export what {@link #export} gave; gets them
   */
  public void organizations(ObjectNode export) {
    if (export.path("organizationsEnabled").asBoolean()) {
      new Organizations(api, export).read(true);
      new OrganizationGroups(api, export).read(name -> true);
    }
  }

  /**
   * All people of a realm with groups (paths), direct roles, links to identity providers,
   * attributes and required actions; service accounts left out. A request for each 500 people, more
   * on a server without our extension; and one for each group of an organization.
   *
   * @param export what {@link #export} gave; its organizations get their members, who get the paths
   *     of their groups there
   */
  public Collection<ObjectNode> people(ObjectNode export) {
    boolean links = !export.path("identityProviders").isEmpty();
    boolean memberships = !export.path("organizations").isEmpty();
    Collection<ObjectNode> people =
        new UserReading(api, export)
            .read(new WantedUsers(name -> true, links, memberships), user -> {});
    new OrganizationGroups(api, export).members(name -> true);
    return people;
  }

  /**
   * People with groups (paths) and direct roles, service accounts left out: a request for each 500.
   *
   * @param export what {@link #export} gave
   * @return empty on a server that is not known to have our extension
   */
  public Optional<Collection<ObjectNode>> peopleInPages(ObjectNode export) {
    return tellsPeople
        ? Optional.of(
            new UserReading(api, export)
                .read(new WantedUsers(name -> true, false, false), user -> {}))
        : Optional.empty();
  }

  private List<JsonNode> secrets(String realm) {
    return Pages.reduced(api, LiveRealm::keepSecrets, "", "realms", realm, "clients")
        .orElseThrow(() -> unusable(realm));
  }

  private static ObjectNode object(JsonNode export, String realm) {
    if (export instanceof ObjectNode object) {
      return object;
    }
    throw unusable(realm);
  }

  private static CommandException unusable(String realm) {
    return new CommandException(
        ExitCode.FAILED,
        "The realm "
            + realm
            + " cannot be read: it was deleted a moment ago, or something between"
            + " us and the server changes its answers. Run the command again.");
  }

  @Override
  public void close() {
    api.close();
  }
}
