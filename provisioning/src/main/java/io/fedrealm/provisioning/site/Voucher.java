package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.token.IssuerUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A site's own Keycloak, as the platform knows it: an identity provider that vouches for one
 * service (client assertion of another issuer, RFC 7523) and lets no person in.
 */
final class Voucher {

  /** The CSV column and option of the issuer. */
  static final String ISSUER = "issuer";

  /** The CSV column and option of the service's {@code sub} there. */
  static final String SUBJECT = "subject";

  /** Keycloak's FederatedJWTClientAuthenticator. */
  static final String AUTHENTICATOR = "federated-jwt";

  /** Attributes of the client, read by that authenticator. */
  private static final String PROVIDER_ATTRIBUTE = "jwt.credential.issuer";

  private static final String SUBJECT_ATTRIBUTE = "jwt.credential.sub";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,127}");

  private final AdminApi api;
  private final String realm;
  private final String alias;

  /**
   * @param realm the platform's
   * @param site the site's name
   */
  Voucher(AdminApi api, String realm, String site) {
    this.api = api;
    this.realm = realm;
    this.alias = "site-" + site;
  }

  /** What is wrong with the details of a request, all of it. */
  static List<String> problems(SiteRequest request) {
    String issuer = request.detail(ISSUER);
    String subject = request.detail(SUBJECT);
    List<String> problems = new ArrayList<>();
    if (request.authentication() != SiteRequest.Authentication.federated) {
      if (!issuer.isEmpty() || !subject.isEmpty()) {
        problems.add("issuer and subject are for --auth federated alone");
      }
      return problems;
    }
    problems.addAll(IssuerUrl.problems("--issuer of the Keycloak that vouches", issuer));
    if (!ID.matcher(subject).matches()) {
      problems.add(
          "say which service account it vouches for: --subject ID, as fedrealm federation offer"
              + " prints it there");
    }
    return problems;
  }

  /** Puts into the site's client who vouches for it, and under which name. */
  void noteIn(ObjectNode client, SiteRequest request) {
    client
        .withObjectProperty("attributes")
        .put(PROVIDER_ATTRIBUTE, alias)
        .put(SUBJECT_ATTRIBUTE, request.detail(SUBJECT));
  }

  /**
   * Makes the identity provider.
   *
   * @throws CommandException {@link ExitCode#USAGE} when the issuer is known already: Keycloak
   *     finds the provider of an assertion by its issuer, and must find one
   */
  void make(String issuer) {
    for (JsonNode known : providers()) {
      String name = known.path("alias").asText();
      if (known.path("config").path("issuer").asText().equals(issuer)) {
        throw new CommandException(
            ExitCode.USAGE,
            "%s is known to realm %s already, as the identity provider %s: one site for each issuer."
                .formatted(issuer, realm, name));
      }
    }
    api.write("POST", provider(issuer), "realms", realm, "identity-provider", "instances");
  }

  /** Removes the identity provider, if it is there. */
  void remove() {
    if (providers().stream().anyMatch(known -> known.path("alias").asText().equals(alias))) {
      api.write("DELETE", null, "realms", realm, "identity-provider", "instances", alias);
    }
  }

  private List<JsonNode> providers() {
    return api.get("realms", realm, "identity-provider", "instances").stream()
        .flatMap(JsonNode::valueStream)
        .toList();
  }

  private ObjectNode provider(String issuer) {
    ObjectNode provider = JsonNodeFactory.instance.objectNode();
    provider.put("alias", alias).put("providerId", "oidc").put("enabled", true);
    provider.put("displayName", "Vouches for a site, lets nobody sign in");
    // Nobody comes in here: no address to sign in at, and no new account if there were one.
    provider.put("hideOnLogin", true).put("linkOnly", true);
    provider.put("trustEmail", false).put("storeToken", false);
    provider
        .putObject("config")
        .put("issuer", issuer)
        .put("jwksUrl", issuer + "/protocol/openid-connect/certs")
        .put("useJwksUrl", "true")
        .put("validateSignature", "true")
        .put("supportsClientAssertions", "true")
        .put("pkceEnabled", "true")
        .put("pkceMethod", "S256");
    return provider;
  }
}
