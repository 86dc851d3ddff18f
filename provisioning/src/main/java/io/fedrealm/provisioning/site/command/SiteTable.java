package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteKind;
import java.util.ArrayList;
import java.util.List;

/** Shows sites to people. */
final class SiteTable {

  private SiteTable() {}

  /** A table; one line when there is no site. */
  static List<String> lines(SiteKind kind, List<Site> sites) {
    if (sites.isEmpty()) {
      return List.of("No sites.");
    }
    List<String> extra = kind.columns(sites.get(0)).keySet().stream().sorted().toList();
    List<String> header = new ArrayList<>(List.of("site", "state", "authentication"));
    if (kind.hasProjects()) {
      header.add(0, "project");
    }
    header.addAll(extra);
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (Site site : sites) {
      List<String> row = new ArrayList<>();
      if (kind.hasProjects()) {
        row.add(Printable.of(site.project()));
      }
      row.add(Printable.of(site.name()));
      row.add(site.enabled() ? "enabled" : "disabled");
      row.add(site.authentication().name());
      extra.forEach(column -> row.add(Printable.of(kind.columns(site).get(column))));
      table.row(row.toArray(String[]::new));
    }
    return table.lines();
  }
}
