package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The offline sessions of a site's client: each stands behind one refresh token. */
public final class SiteSessions {

  private final AdminApi api;
  private final String realm;
  private final Site site;

  SiteSessions(AdminApi api, String realm, Site site) {
    this.api = api;
    this.realm = realm;
    this.site = site;
  }

  private List<JsonNode> all() {
    return Pages.all(api, "", "realms", realm, "clients", site.id(), "offline-sessions");
  }

  /** How many refresh tokens there are. */
  public int count() {
    return all().size();
  }

  /** When one of them was used last; empty when there is none. */
  public Optional<Instant> lastUse() {
    return all().stream()
        .map(session -> Instant.ofEpochMilli(session.path("lastAccess").asLong()))
        .max(Comparator.naturalOrder());
  }

  /** Ends all of them: refresh is refused from then on. */
  void end() {
    for (JsonNode session : all()) {
      String id = session.path("id").asText() + "?isOffline=true";
      api.delete("realms", realm, "sessions", id);
    }
  }
}
