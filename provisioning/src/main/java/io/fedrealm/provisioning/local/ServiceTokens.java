package io.fedrealm.provisioning.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.LocalRealm.LocalService;
import io.fedrealm.provisioning.template.variable.Variables;
import io.fedrealm.provisioning.token.TokenClaims;
import io.fedrealm.provisioning.token.TokenClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tries out that services get their tokens. */
final class ServiceTokens {

  /** The claims that frameworks look for at the top of a token. */
  private static final List<String> FRAMEWORK_CLAIMS = List.of("role", "project");

  /** Realm roles that Keycloak gives to everybody; no framework asks for them. */
  private static final Pattern KEYCLOAK_ROLE =
      Pattern.compile("default-roles-.*|offline_access|uma_authorization");

  private final TokenClient client;
  private final Variables variables;

  /**
   * A token that was tried.
   *
   * @param realm the realm
   * @param clientId the service
   * @param token algorithm and lifetime
   * @param claims the claims that matter to a framework, or "no role"
   */
  record Trial(String realm, String clientId, String token, String claims) {}

  /**
   * @param variables values of the templates' variables
   */
  ServiceTokens(TokenClient client, Map<String, String> variables) {
    this.client = client;
    this.variables = new Variables(variables);
  }

  /**
   * Gets a token and says what is in it.
   *
   * @throws CommandException when there is no token
   */
  Trial attempt(String realm, LocalService service) {
    TokenClaims claims =
        client
            .clientCredentials(
                URI.create(service.tokenEndpoint()),
                service.clientId(),
                secret(service),
                service.scope())
            .claims();
    String lifetime = claims.lifetimeSeconds().map(seconds -> seconds + " s").orElse("no end");
    return new Trial(
        realm, service.clientId(), claims.algorithm() + ", " + lifetime, describe(claims));
  }

  private String secret(LocalService service) {
    try {
      return variables
          .get(service.secretVariable())
          .orElseThrow(() -> unusable(service.secretVariable() + " has no value"));
    } catch (Variables.UnusableException e) {
      throw unusable(e.getMessage());
    }
  }

  private static CommandException unusable(String reason) {
    return new CommandException(ExitCode.USAGE, "A service's secret is missing: " + reason);
  }

  static String describe(TokenClaims claims) {
    List<String> found = new ArrayList<>();
    for (String name : FRAMEWORK_CLAIMS) {
      claims.claim(name).map(ServiceTokens::text).ifPresent(value -> found.add(name + "=" + value));
    }
    List<String> roles =
        claims.realmRoles().stream()
            .filter(role -> !KEYCLOAK_ROLE.matcher(role).matches())
            .toList();
    if (!roles.isEmpty()) {
      found.add("realm_access.roles=" + String.join(",", roles));
    }
    return found.isEmpty() ? "no role" : String.join(" ", found);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
