package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;

/** Reads the organizations of a realm, which its export leaves out. */
final class Organizations {

  private static final int PAGE = 500;

  private final AdminApi api;
  private final ObjectNode realm;
  private final String name;

  /**
   * @param realm gets what is read
   */
  Organizations(AdminApi api, ObjectNode realm) {
    this.api = api;
    this.realm = realm;
    this.name = realm.path("realm").asText();
  }

  /**
   * Reads them.
   *
   * @param linked whether it matters which identity providers belong to them
   */
  void read(boolean linked) {
    ArrayNode organizations = realm.putArray("organizations");
    String query = "&briefRepresentation=false";
    organizations.addAll(
        Pages.of(api, PAGE, Integer.MAX_VALUE, query, "realms", name, "organizations"));
    if (linked && !organizations.isEmpty()) {
      api.get("realms", name, "identity-provider", "instances")
          .ifPresent(providers -> link(organizations, providers));
    }
  }

  private static void link(ArrayNode organizations, JsonNode providers) {
    for (JsonNode organization : organizations) {
      ArrayNode linked = ((ObjectNode) organization).putArray("identityProviders");
      providers
          .valueStream()
          .filter(provider -> belongs(provider, organization.path("id")))
          .forEach(provider -> linked.addObject().set("alias", provider.get("alias")));
    }
  }

  /** To one organization, up to Keycloak 26.7; to several from 26.8 on. */
  private static boolean belongs(JsonNode provider, JsonNode organizationId) {
    return provider.path("organizationId").equals(organizationId)
        || provider
            .path("organizationLinks")
            .valueStream()
            .anyMatch(link -> link.path("organizationId").equals(organizationId));
  }

  /** Says of each organization with our mark whether people's accounts would go with it. */
  void managedPeople() {
    for (JsonNode organization : realm.path("organizations")) {
      if (organization.path("attributes").has(Ownership.MARK)) {
        String members = "members?membershipType=MANAGED&first=0&max=1";
        String id = organization.path("id").asText();
        boolean some =
            api.get("realms", name, "organizations", id, members)
                .filter(page -> !page.isEmpty())
                .isPresent();
        ((ObjectNode) organization).put(RealmState.MANAGES_PEOPLE, some);
      }
    }
  }
}
