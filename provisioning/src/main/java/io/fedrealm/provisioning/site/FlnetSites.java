package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import io.fedrealm.provisioning.token.ClientCredential;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sites at FLNet's platform: what a hospital's local-learning-api asks the platform's realm for.
 * The token says which site it is, holds the one role that is made for sites, and is for the
 * platform's backend alone. FLNet's software as it is logs in by user name and password.
 */
public final class FlnetSites implements SiteKind {

  static final String SITE_ATTRIBUTE = "fl.site";
  static final String ORG_ATTRIBUTE = "fl.org";

  private static final String SCOPE = "flnet-site";
  private static final String BACKEND = "database-api";
  private static final String ROLE = "fl-site";

  /** What the site mapper takes, and what a user name may hold everywhere. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private static final Pattern ORG = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  @Override
  public String framework() {
    return "flnet";
  }

  @Override
  public boolean hasProjects() {
    return false;
  }

  @Override
  public Set<Authentication> authentications() {
    return EnumSet.allOf(Authentication.class);
  }

  @Override
  public List<String> details() {
    return List.of(NvflareSites.ORG, Voucher.ISSUER, Voucher.SUBJECT);
  }

  @Override
  public List<String> problems(SiteRequest request) {
    List<String> problems = new ArrayList<>(Voucher.problems(request));
    if (!NAME.matcher(request.name()).matches()) {
      problems.add(
          "a site's name has small letters, digits, '.', '_' and '-', 63 at most, and begins with a"
              + " letter or digit");
    }
    String org = request.detail(NvflareSites.ORG);
    if (!org.isEmpty() && !ORG.matcher(org).matches()) {
      problems.add("an organisation has letters, digits, '.', '_' and '-', 128 at most");
    }
    return problems;
  }

  @Override
  public ObjectNode client(SiteRequest request, AdminApi api, String realm) {
    requirePlatform(api, realm);
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client
        .put("name", "FLNet site " + request.name())
        .put("description", "The services of the site " + request.name() + " at the platform.");
    ObjectNode attributes = client.putObject("attributes");
    attributes.put(SITE_ATTRIBUTE, request.name());
    if (!request.detail(NvflareSites.ORG).isEmpty()) {
      attributes.put(ORG_ATTRIBUTE, request.detail(NvflareSites.ORG));
    }
    client.putArray("defaultClientScopes").add("basic").add("roles").add(SCOPE);
    client.putArray("optionalClientScopes");
    return client;
  }

  /** A hospital's own realm is one for FLNet, too, and has no sites. */
  private static void requirePlatform(AdminApi api, String realm) {
    boolean platform =
        api.get("realms", realm, "client-scopes").stream()
            .flatMap(JsonNode::valueStream)
            .anyMatch(scope -> scope.path("name").asText().equals(SCOPE));
    if (!platform) {
      throw new CommandException(
          ExitCode.USAGE,
          "Realm %s has no client scope %s. Sites are kept in the realm of FLNet's platform: name it by --realm, or apply its template first (fedrealm apply flnet-platform)."
              .formatted(realm, SCOPE));
    }
  }

  @Override
  public List<String> roles(String project) {
    return List.of();
  }

  @Override
  public Map<String, List<String>> clientRoles() {
    return Map.of(BACKEND, List.of(ROLE));
  }

  /** The environment of local-learning-api (contract, "FL clients → platform"). */
  @Override
  public Map<String, String> files(Site site, SiteAccess access) {
    Map<String, String> lines = new LinkedHashMap<>();
    String client = "QUARKUS_OIDC_CLIENT_GLOBAL_WEBSOCKET_";
    lines.put("GLOBAL_KEYCLOAK_URL", access.issuer().toString());
    lines.put(client + "CLIENT_ID", site.clientId());
    if (access.credential() instanceof ClientCredential.Key key) {
      lines.put(client + "CREDENTIALS_JWT_KEY_FILE", "private-key.pem");
      lines.put(client + "CREDENTIALS_JWT_TOKEN_KEY_ID", key.keyId());
      lines.put(client + "CREDENTIALS_JWT_SIGNATURE_ALGORITHM", "RS256");
    } else if (access.credential() instanceof ClientCredential.Secret secret) {
      lines.put(client + "CREDENTIALS_SECRET", secret.value());
    } else {
      // The file that "fedrealm federation assertion --watch" keeps fresh.
      lines.put(client + "CREDENTIALS_JWT_SOURCE", "bearer");
      lines.put(client + "CREDENTIALS_JWT_TOKEN_PATH", "/run/fedrealm/assertion.jwt");
    }
    lines.put(client + "GRANT_TYPE", access.login().isPresent() ? "password" : "client");
    access
        .login()
        .ifPresent(
            login -> {
              lines.put(client + "GRANT_OPTIONS_PASSWORD_USERNAME", login.username());
              lines.put(client + "GRANT_OPTIONS_PASSWORD_PASSWORD", login.password());
              lines.put("FLNET_GLOBAL_AUTH_USERNAME", login.username());
              lines.put("FLNET_GLOBAL_AUTH_PASSWORD", login.password());
            });
    String head = access.credential() instanceof ClientCredential.Vouched ? "" : " Holds secrets.";
    StringBuilder text = new StringBuilder("# Site " + site.name() + "." + head + "\n");
    lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return Map.of("local-learning-secrets.env", text.toString());
  }

  @Override
  public Map<String, String> columns(Site site) {
    return Map.of(NvflareSites.ORG, site.attribute(ORG_ATTRIBUTE));
  }
}
