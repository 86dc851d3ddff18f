package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import io.fedrealm.provisioning.token.ClientCredential;
import io.fedrealm.provisioning.token.RsaKeys;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sites of a realm: makes, changes and removes them. */
public final class Sites {

  private final AdminApi api;
  private final SiteRealm realm;
  private final SiteScopes scopes;

  /**
   * Opens a realm; one request.
   *
   * @param server the server's base URL
   * @throws CommandException {@link ExitCode#USAGE} when the realm is not there or has no sites
   */
  public Sites(AdminApi api, URI server, String realm) {
    this.api = api;
    this.realm = SiteRealm.read(api, server, realm);
    this.scopes = new SiteScopes(api, realm, this.realm.kind());
  }

  /**
   * A site with new credentials.
   *
   * @param files what its operator needs, by name; they hold secrets
   */
  public record Issued(Site site, Map<String, String> files) {

    /** Never the files. */
    @Override
    public String toString() {
      return site.toString();
    }
  }

  /** What the sites of this realm are. */
  public SiteKind kind() {
    return realm.kind();
  }

  /** The realm and its settings. */
  public SiteRealm realm() {
    return realm;
  }

  /**
   * The sites, by project and name, with what is told of them: no secrets, and nothing to write
   * back.
   *
   * @param project empty for all projects
   */
  public List<Site> list(String project) {
    String begin = kind().clientIdPrefix() + (project.isEmpty() ? "" : project + ":");
    String query = "&search=true&clientId=" + Pages.encode(begin);
    return Pages.reduced(api, Sites::keepTold, query, "realms", realm.name(), "clients")
        .orElse(List.of())
        .stream()
        .map(this::site)
        .flatMap(Optional::stream)
        .filter(site -> project.isEmpty() || site.project().equals(project))
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  private static void keepTold(ObjectNode client) {
    client.retain("id", "clientId", "enabled", "clientAuthenticatorType", "attributes");
  }

  private Optional<Site> site(JsonNode client) {
    String prefix = kind().clientIdPrefix();
    String clientId = client.path("clientId").asText();
    if (!clientId.startsWith(prefix) || !(client instanceof ObjectNode fields)) {
      return Optional.empty();
    }
    String rest = clientId.substring(prefix.length());
    int colon = rest.indexOf(':');
    if (!kind().hasProjects()) {
      return colon < 0 ? Optional.of(new Site(rest, "", fields)) : Optional.empty();
    }
    return colon > 0
        ? Optional.of(new Site(rest.substring(colon + 1), rest.substring(0, colon), fields))
        : Optional.empty();
  }

  /** A site, if it is there. */
  public Optional<Site> find(String project, String name) {
    String clientId = realm.kind().clientId(project, name);
    return api.get("realms", realm.name(), "clients?clientId=" + Pages.encode(clientId)).stream()
        .flatMap(JsonNode::valueStream)
        .map(this::site)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * A site that must be there.
   *
   * @throws CommandException {@link ExitCode#USAGE} when it is not
   */
  public Site require(String project, String name) {
    return find(project, name)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "%s has no site \"%s\"%s. fedrealm site list%s shows them."
                        .formatted(
                            project.isEmpty() ? "Realm " + realm.name() : "Project " + project,
                            name,
                            project.isEmpty() ? "" : " in realm " + realm.name(),
                            project.isEmpty() ? "" : " --project " + project)));
  }

  /**
   * Makes a site and gets its credentials. If anything fails, nothing of it is left.
   *
   * @param request without problems ({@link SiteKind#allProblems})
   */
  public Issued add(SiteRequest request) {
    ObjectNode client = realm.kind().client(request, api, realm.name());
    SiteClient.complete(client, realm.kind().clientId(request.project(), request.name()));
    ClientCredential credential = SiteClient.credential(client, request.authentication());
    scopes.make(kind().scopes(request));
    if (request.authentication() != Authentication.federated) {
      return add(client, credential);
    }
    Voucher voucher = new Voucher(api, realm.name(), request.name());
    voucher.noteIn(client, request);
    voucher.make(request.detail(Voucher.ISSUER));
    try {
      return add(client, credential);
    } catch (RuntimeException e) {
      voucher.remove();
      throw e;
    }
  }

  private Issued add(ObjectNode client, ClientCredential credential) {
    String id = api.write("POST", client, "realms", realm.name(), "clients");
    try {
      return issue(client.put("id", id), credential);
    } catch (RuntimeException e) {
      api.write("DELETE", null, "realms", realm.name(), "clients", id);
      throw e;
    }
  }

  /** Roles, first tokens and files of a client that is there. */
  private Issued issue(ObjectNode client, ClientCredential credential) {
    Site site = site(client).orElseThrow();
    scopes.letIntoTokens(site.id());
    Optional<SiteAccess.Login> login = Optional.empty();
    if (site.authentication() == Authentication.password) {
      login = Optional.of(new SiteUser(api, realm.name(), site).renew(kind().clientRoles()));
    } else {
      ServiceAccount account = new ServiceAccount(api, realm.name(), site.id());
      account.holdExactly(kind().roles(site.project()));
      kind().clientRoles().forEach(account::hold);
    }
    SiteAccess access =
        new SiteAccess(
            realm.issuer(),
            site.clientId(),
            credential,
            realm.accessTokenSeconds(),
            realm.tokenService(),
            login);
    Map<String, String> files = new LinkedHashMap<>(kind().files(site, access));
    if (credential instanceof ClientCredential.Secret secret) {
      files.put("client-secret", secret.value() + "\n");
    } else if (credential instanceof ClientCredential.Key key) {
      files.put("private-key.pem", RsaKeys.privatePem(key));
    }
    return new Issued(site, files);
  }

  /**
   * Gives a site a new secret or key, of the kind that it has, and ends its refresh tokens. Mends a
   * site of which a broken run has left a part.
   */
  public Issued rotate(Site site) {
    ObjectNode client = site.client();
    ClientCredential credential = SiteClient.credential(client, site.authentication());
    api.write("PUT", client, "realms", realm.name(), "clients", site.id());
    new SiteSessions(api, realm.name(), site).end();
    return issue(client, credential);
  }

  /** Lets a site get tokens, or stops it: its refresh tokens are refused from then on. */
  public void enable(Site site, boolean enabled) {
    ObjectNode client = site.client().put("enabled", enabled);
    client.remove("secret");
    api.write("PUT", client, "realms", realm.name(), "clients", site.id());
  }

  /** Removes a site with its service account or user, its sessions and its scopes. */
  public void remove(Site site) {
    if (site.authentication() == Authentication.password) {
      new SiteUser(api, realm.name(), site).remove();
    }
    api.write("DELETE", null, "realms", realm.name(), "clients", site.id());
    if (site.authentication() == Authentication.federated) {
      new Voucher(api, realm.name(), site.name()).remove();
    }
    SiteRequest request =
        new SiteRequest(site.name(), site.project(), site.authentication(), Map.of());
    scopes.remove(kind().scopes(request));
  }

  /**
   * Changes attributes of a site's client.
   *
   * @param change gets them as they are, and changes them
   */
  public void change(Site site, Consumer<ObjectNode> change) {
    ObjectNode client = site.client();
    change.accept(client.withObjectProperty("attributes"));
    client.remove("secret");
    api.write("PUT", client, "realms", realm.name(), "clients", site.id());
  }

  /** The site's refresh tokens. */
  public SiteSessions sessions(Site site) {
    return new SiteSessions(api, realm.name(), site);
  }
}
