package io.fedrealm.provisioning.site.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteSessions;
import io.fedrealm.provisioning.site.Sites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a site. */
@Command(name = "show", description = "Show a site and its refresh tokens; never a secret.")
final class SiteShowCommand extends SiteAction {

  @Mixin private ListOptions output;

  @Override
  int run(Sites sites, Site site) {
    SiteSessions sessions = sites.sessions(site);
    int count = sessions.count();
    Optional<Instant> lastUse = sessions.lastUse();
    ObjectNode json = SiteListCommand.json(sites.kind(), site);
    sites.kind().admits(site).forEach(json::put);
    json.put("accessTokenSeconds", sites.realm().accessTokenSeconds());
    json.put("refreshTokens", count);
    lastUse.ifPresent(time -> json.put("lastUse", time.toString()));
    List<String> lines = new ArrayList<>();
    json.properties()
        .forEach(
            field ->
                lines.add(
                    "%-19s %s".formatted(field.getKey(), Printable.of(field.getValue().asText()))));
    output.print(lines, json, global().out());
    return ExitCode.OK;
  }
}
