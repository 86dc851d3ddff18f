package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.site.FednSites;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteRealm;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import io.fedrealm.provisioning.site.Sites;
import java.util.ArrayList;
import java.util.List;

/** What an operator is told. */
final class SiteText {

  private SiteText() {}

  /** A site that has new files. */
  static List<String> issued(Sites.Issued issued, SiteFolder folder, SiteRealm realm) {
    List<String> lines = new ArrayList<>();
    Site site = issued.site();
    boolean federated = site.authentication() == Authentication.federated;
    lines.add(
        "%s: client %s. Its files (mode 600%s):"
            .formatted(site.title(), site.clientId(), federated ? "" : ", they hold its secrets"));
    issued.files().keySet().forEach(file -> lines.add("  " + folder.path(file)));
    lines.add("An access token lives for " + realm.accessTokenSeconds() + " s.");
    if (site.authentication() == Authentication.password) {
      lines.add(
          "It logs in by user name and password, because its software knows no other login. When it"
              + " does: fedrealm site remove, and site add with another --auth.");
    }
    if (federated) {
      lines.add(
          "It shows a token of its own Keycloak, for "
              + realm.issuer()
              + " and not older than a minute or two; each is good for one use. At the site:"
              + " fedrealm federation assertion --watch --out FILE");
    }
    if (realm.kind() instanceof FednSites && !realm.tokenService()) {
      lines.add(
          "There is no refresh token: the realm's token service is off. FEDN_TOKEN_SERVICE=true and"
              + " fedrealm apply switch it on; fedrealm site rotate then writes new files.");
    }
    return lines;
  }

  /** A site that gets no tokens any more. */
  static String stopped(String what, Site site, SiteRealm realm) {
    return "%s is %s: it gets no token and refreshes none. An access token that it has got already lives for %d s at most."
        .formatted(site.title(), what, realm.accessTokenSeconds());
  }
}
