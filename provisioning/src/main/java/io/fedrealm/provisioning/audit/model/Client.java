package io.fedrealm.provisioning.audit.model;

import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.List;
import java.util.stream.Stream;

/**
 * A client. What its representation leaves out has the value that Keycloak gives it: the admin API,
 * by which a template is applied, makes a client public and lets it use the code flow and the
 * password grant (OIDCLoginProtocolFactory.setupClientDefaults); an import does not.
 *
 * @param realm its realm
 * @param node its representation
 */
public record Client(AuditedRealm realm, Node node) {

  private static final List<String> KEYCLOAKS_DEFAULTS =
      List.of("acr", "basic", "email", "profile", "roles", "web-origins");

  private static final List<String> KEYCLOAKS_OPTIONALS =
      List.of("address", "microprofile-jwt", "offline_access", "organization", "phone");

  /** Its client id. */
  public String id() {
    return node.get("clientId").text();
  }

  /** Whether Keycloak puts it into every realm. */
  public boolean isBuiltIn() {
    return BuiltIns.hasClient(id()) || realm.isMaster() && id().endsWith("-realm");
  }

  /** Whether it can be used at all. */
  public boolean isEnabled() {
    return node.get("enabled").flag(true);
  }

  /** Whether it speaks OpenID Connect, not SAML. */
  public boolean isOidc() {
    return node.get("protocol").text().isEmpty()
        || node.get("protocol").text().equals("openid-connect");
  }

  /** Whether it speaks SAML. */
  public boolean isSaml() {
    return node.get("protocol").text().equals("saml");
  }

  /** Whether it only checks tokens and gets none (a kind of client that Keycloak gave up). */
  public boolean isBearerOnly() {
    return node.get("bearerOnly").flag(false);
  }

  /** Whether it has no credential of its own. */
  public boolean isPublic() {
    boolean undecided = !node.get("bearerOnly").isPresent();
    return node.get("publicClient").flag(madeByApi() && undecided);
  }

  /** Whether it authenticates with a secret or key. */
  public boolean isConfidential() {
    return !isPublic() && !isBearerOnly();
  }

  /** Whether it may use the authorization code flow. */
  public boolean hasCodeFlow() {
    return !isBearerOnly() && node.get("standardFlowEnabled").flag(true);
  }

  /** Whether it may use the implicit flow. */
  public boolean hasImplicitFlow() {
    return !isBearerOnly() && node.get("implicitFlowEnabled").flag(false);
  }

  /** Whether it may use the password grant. */
  public boolean hasPasswordGrant() {
    return !isBearerOnly() && node.get("directAccessGrantsEnabled").flag(madeByApi());
  }

  /** Whether it may use the client credentials grant. */
  public boolean hasServiceAccount() {
    return isConfidential() && node.get("serviceAccountsEnabled").flag(false);
  }

  /** Whether it may use the device authorization grant. */
  public boolean hasDeviceFlow() {
    return attribute("oauth2.device.authorization.grant.enabled").flag(false);
  }

  /** Whether it sends people through the browser. */
  public boolean hasBrowserFlow() {
    return hasCodeFlow() || hasImplicitFlow();
  }

  /** Whether people get tokens by it. */
  public boolean servesPeople() {
    return hasBrowserFlow() || hasPasswordGrant() || hasDeviceFlow();
  }

  /** Whether anybody gets tokens by it. */
  public boolean getsTokens() {
    return servesPeople()
        || hasServiceAccount()
        || attribute("oidc.ciba.grant.enabled").flag(false);
  }

  /** An attribute. */
  public Node attribute(String name) {
    return node.get("attributes").get(name);
  }

  /** Where the browser may be sent with the answer to a login. */
  public Stream<Uri> redirectUris() {
    String rootUrl = node.get("rootUrl").text();
    return node.get("redirectUris").elements().map(uri -> new Uri(uri, uri.text(), rootUrl));
  }

  /** Names of the scopes whose claims are in each of its tokens. */
  public List<String> defaultScopes() {
    return scopes("defaultClientScopes", "defaultDefaultClientScopes", KEYCLOAKS_DEFAULTS);
  }

  /** Names of the scopes that a request may ask for. */
  public List<String> optionalScopes() {
    return scopes("optionalClientScopes", "defaultOptionalClientScopes", KEYCLOAKS_OPTIONALS);
  }

  /** A client that states one of the two lists has nothing in the other; else the realm decides. */
  private List<String> scopes(String field, String realmField, List<String> keycloaks) {
    boolean stated =
        node.get("defaultClientScopes").isPresent() || node.get("optionalClientScopes").isPresent();
    Node list = stated ? node.get(field) : realm.get(realmField);
    return stated || list.isPresent() ? list.texts() : keycloaks;
  }

  /** The mappers of its own. */
  public Stream<Mapper> ownMappers() {
    return node.get("protocolMappers").elements().map(Mapper::new);
  }

  /** Its own mappers and those of its default scopes. */
  public Stream<Mapper> defaultMappers() {
    return Stream.concat(ownMappers(), mappersOf(defaultScopes()));
  }

  /** All mappers that can have a say in its tokens. */
  public Stream<Mapper> allMappers() {
    return Stream.concat(defaultMappers(), mappersOf(optionalScopes()));
  }

  private Stream<Mapper> mappersOf(List<String> scopes) {
    return scopes.stream()
        .flatMap(name -> realm.scope(name).stream())
        .flatMap(ClientScope::mappers);
  }

  /** Whether its tokens are for FEDn: one project and one role, and no audience. */
  public boolean isForFedn() {
    List<String> claims =
        allMappers()
            .map(mapper -> mapper.claim().isEmpty() ? mapper.type() : mapper.claim())
            .toList();
    return claims.contains("fl-project-mapper")
        || claims.contains("project") && claims.contains("role");
  }

  /**
   * Whether what it leaves out is what the admin API makes of it; one that names no protocol gets
   * nothing of that.
   */
  public boolean madeByApi() {
    return realm.origin() == Origin.TEMPLATE && node.get("protocol").isPresent();
  }
}
