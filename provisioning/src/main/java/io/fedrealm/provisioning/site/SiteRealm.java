package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.fedn.FednTokenService;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.token.TokenClient;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A realm with sites, and what of its settings concerns them.
 *
 * @param name the realm's name
 * @param kind what its sites are
 * @param issuer the issuer of its tokens
 * @param accessTokenSeconds how long an access token lives
 * @param tokenService whether FEDn's token service is on
 */
public record SiteRealm(
    String name, SiteKind kind, URI issuer, long accessTokenSeconds, boolean tokenService) {

  /** The realm attribute that says what a realm is for. */
  private static final String FRAMEWORK = "fl.framework";

  /** The frameworks whose sites are known. */
  private static final List<SiteKind> KINDS =
      List.of(new FednSites(), new FlnetSites(), new NvflareSites());

  /**
   * Reads a realm; one request.
   *
   * @throws CommandException {@link ExitCode#USAGE} when there is none, or it is for something else
   */
  static SiteRealm read(AdminApi api, URI server, String name) {
    JsonNode realm =
        api.get("realms", name)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE,
                        "The server has no realm \"%s\". Name another: --realm NAME or FEDREALM_REALM."
                            .formatted(name)));
    JsonNode attributes = realm.path("attributes");
    return new SiteRealm(
        name,
        kind(name, attributes.path(FRAMEWORK).asText("")),
        TokenClient.issuer(server, name),
        realm.path("accessTokenLifespan").asLong(),
        attributes.path(FednTokenService.SWITCH).asText("").equals("true"));
  }

  private static SiteKind kind(String realm, String framework) {
    return KINDS.stream()
        .filter(kind -> kind.framework().equals(framework))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "The realm %s is %s: sites can be kept in realms for %s. Apply the template first"
                            .formatted(
                                realm,
                                framework.isEmpty()
                                    ? "not marked as one for a framework (attribute "
                                        + FRAMEWORK
                                        + ")"
                                    : "for " + framework,
                                KINDS.stream()
                                    .map(SiteKind::framework)
                                    .collect(Collectors.joining(", ")))
                        + " (fedrealm apply), or name another realm: --realm NAME."));
  }
}
