package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.site.FednSites;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteRealm;
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
    lines.add(
        "Site %s of project %s: client %s. Its files (mode 600, they hold its secrets):"
            .formatted(site.name(), site.project(), site.clientId()));
    issued.files().keySet().forEach(file -> lines.add("  " + folder.path(file)));
    lines.add("An access token lives for " + realm.accessTokenSeconds() + " s.");
    if (realm.kind() instanceof FednSites && !realm.tokenService()) {
      lines.add(
          "There is no refresh token: the realm's token service is off. FEDN_TOKEN_SERVICE=true and"
              + " fedrealm apply switch it on; fedrealm site rotate then writes new files.");
    }
    return lines;
  }

  /** A site that gets no tokens any more. */
  static String stopped(String what, Site site, SiteRealm realm) {
    return "Site %s of project %s is %s: it gets no token and refreshes none. An access token that it has got already lives for %d s at most."
        .formatted(site.name(), site.project(), what, realm.accessTokenSeconds());
  }
}
