package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.fedn.FednTokenService;
import java.net.URI;
import java.util.regex.Pattern;

/** What a site's FEDn client reads. */
final class FednFiles {

  /**
   * What may mean something to a shell; the brackets of an IPv6 address do not in an assignment.
   */
  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._~:/%@+\\[\\]-]");

  private FednFiles() {}

  /**
   * {@code fedn client start -in client.yaml} (fedn/cli/client_cmd.py). All values are plain
   * scalars: names and addresses are checked, tokens have no character that YAML minds.
   */
  static String clientYaml(Site site, FednTokens tokens) {
    StringBuilder yaml = new StringBuilder();
    line(yaml, "client_id", site.attribute(FednSites.FEDN_CLIENT_ID));
    line(yaml, "name", site.name());
    line(yaml, "discover_host", FednSites.controller(site));
    line(yaml, "token", tokens.access());
    line(yaml, "refresh_token", tokens.refresh());
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, String value) {
    if (!value.isEmpty()) {
      yaml.append(key).append(": \"").append(value).append("\"\n");
    }
  }

  /** For a shell ({@code set -a; . ./client.env}) and for {@code docker run --env-file}. */
  static String environment(Site site, SiteAccess access, FednTokens tokens) {
    StringBuilder lines = new StringBuilder();
    lines.append("# Site ").append(site.name()).append(" of project ").append(site.project());
    lines.append(". Holds secrets.\nFEDN_AUTH_SCHEME=Bearer\n");
    if (!tokens.refresh().isEmpty()) {
      lines.append("FEDN_AUTH_REFRESH_TOKEN_URI=");
      lines.append(plain(FednTokenService.refreshUri(access.issuer()))).append('\n');
      lines.append("FEDN_AUTH_REFRESH_TOKEN=").append(tokens.refresh()).append('\n');
    }
    return lines.toString();
  }

  /** An address in which a shell reads nothing but itself, whatever the realm is called. */
  private static String plain(URI address) {
    return SPECIAL
        .matcher(address.toASCIIString())
        .replaceAll(sign -> "%%%02X".formatted((int) sign.group().charAt(0)));
  }
}
