package io.fedrealm.provisioning.site.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteKind;
import io.fedrealm.provisioning.site.Sites;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists sites. */
@Command(name = "list", description = "List the sites of a realm or of one project.")
final class SiteListCommand extends RealmAction {

  @Option(names = "--project", paramLabel = "SLUG", description = "Of this project only.")
  private String project = "";

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    Sites sites = new Sites(realm.api(), realm.server(), realm.name());
    List<Site> found = sites.list(project);
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    found.forEach(site -> json.add(json(sites.kind(), site)));
    output.print(SiteTable.lines(sites.kind(), found), json, global().out());
    return ExitCode.OK;
  }

  /** A site for machines: nothing of it is secret. */
  static ObjectNode json(SiteKind kind, Site site) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("project", site.project()).put("name", site.name());
    json.put("clientId", site.clientId()).put("enabled", site.enabled());
    json.put("authentication", site.authentication().name());
    kind.columns(site).forEach(json::put);
    return json;
  }
}
