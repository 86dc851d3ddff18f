package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import java.net.URI;
import java.util.Optional;

/**
 * The client of a site's realm with which it vouches for its services at a platform. Its tokens are
 * for the platform's realm alone, hold no role, and are good for nothing here.
 */
public final class PlatformLink {

  /** The client id, if the operator says no other. */
  public static final String CLIENT = "platform-link";

  /** Seconds: an assertion is used as soon as it is there, and once. */
  private static final String TOKEN_LIFE = "120";

  private static final String PLATFORM_ATTRIBUTE = "fl.platform";

  private final AdminApi api;
  private final String realm;
  private final String clientId;

  /**
   * @param realm the site's
   * @param clientId normally {@link #CLIENT}
   */
  public PlatformLink(AdminApi api, String realm, String clientId) {
    this.api = api;
    this.realm = realm;
    this.clientId = clientId;
  }

  /**
   * What the site has now.
   *
   * @param subject the {@code sub} of its assertions: no secret, for the platform's operator
   * @param secret of the client: for the site alone
   */
  public record Offer(String subject, String secret) {

    /** Never the secret. */
    @Override
    public String toString() {
      return subject;
    }
  }

  /**
   * Makes the client, or gives the one that is there a new secret.
   *
   * @param platform the issuer of the platform's realm
   * @throws CommandException {@link ExitCode#USAGE} when the client is there for something else
   */
  public Offer make(URI platform) {
    String secret = SiteClient.secret();
    Optional<JsonNode> there =
        api.get("realms", realm, "clients?clientId=" + clientId).stream()
            .flatMap(JsonNode::valueStream)
            .findFirst();
    String id;
    if (there.isPresent()) {
      requireFor(platform, there.get());
      id = there.get().path("id").asText();
      ObjectNode changed = there.get().deepCopy();
      api.write("PUT", changed.put("secret", secret), "realms", realm, "clients", id);
    } else {
      id = api.write("POST", client(platform, secret), "realms", realm, "clients");
    }
    JsonNode account =
        api.get("realms", realm, "clients", id, "service-account-user").orElseThrow();
    return new Offer(account.path("id").asText(), secret);
  }

  private void requireFor(URI platform, JsonNode client) {
    String known = client.path("attributes").path(PLATFORM_ATTRIBUTE).asText("");
    if (!known.equals(platform.toString())) {
      throw new CommandException(
          ExitCode.USAGE,
          "Realm %s has a client %s already, %s. Fix: another name, --client ID."
              .formatted(
                  realm,
                  clientId,
                  known.isEmpty() ? "which is no link to a platform" : "for " + known));
    }
  }

  private ObjectNode client(URI platform, String secret) {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("name", "Link to a platform");
    client.put("description", "Vouches for this site's services at " + platform + ".");
    SiteClient.complete(client, clientId);
    client.put("clientAuthenticatorType", "client-secret").put("secret", secret);
    client
        .withObjectProperty("attributes")
        .put("access.token.lifespan", TOKEN_LIFE)
        .put(PLATFORM_ATTRIBUTE, platform.toString());
    // Nothing that could add a second audience: Keycloak refuses an assertion with two.
    client.putArray("defaultClientScopes").add("basic");
    client.putArray("optionalClientScopes");
    ObjectNode mapper = client.putArray("protocolMappers").addObject();
    mapper.put("name", "for the platform").put("protocol", "openid-connect");
    mapper
        .put("protocolMapper", "oidc-audience-mapper")
        .putObject("config")
        .put("included.custom.audience", platform.toString())
        .put("access.token.claim", "true")
        .put("id.token.claim", "false")
        .put("introspection.token.claim", "true");
    return client;
  }
}
