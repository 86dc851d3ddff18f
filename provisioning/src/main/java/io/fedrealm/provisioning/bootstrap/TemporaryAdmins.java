package io.fedrealm.provisioning.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.ArrayList;
import java.util.List;

/**
 * The administrators of the realm master that Keycloak itself calls temporary: those of {@code
 * KC_BOOTSTRAP_ADMIN_…} and of {@code kc.sh bootstrap-admin} (Keycloak's Constants, 26.7.3).
 */
public final class TemporaryAdmins {

  static final String MASTER = "master";

  private static final String MARK = "is_temporary_admin";
  private static final int PAGE = 100;

  private final AdminApi api;

  /**
   * @param api of an account that may view users and clients of the realm master
   */
  public TemporaryAdmins(AdminApi api) {
    this.api = api;
  }

  /**
   * One of them.
   *
   * @param collection {@code users} or {@code clients}
   * @param id Keycloak's
   * @param name user name or client id
   */
  public record Account(String collection, String id, String name) {}

  /**
   * All that are there, people first.
   *
   * @throws CommandException when the account may not see them
   */
  public List<Account> find() {
    List<Account> found = new ArrayList<>();
    for (JsonNode user :
        list("users?briefRepresentation=true&max=" + PAGE + "&q=" + MARK + ":true")) {
      found.add(new Account("users", user.path("id").asText(), user.path("username").asText()));
    }
    // Clients cannot be searched by this attribute; those of every realm have one in master.
    for (int first = 0; ; first += PAGE) {
      JsonNode page = list("clients?first=" + first + "&max=" + PAGE);
      for (JsonNode client : page) {
        if (client.path("attributes").path(MARK).asText().equals("true")) {
          found.add(
              new Account("clients", client.path("id").asText(), client.path("clientId").asText()));
        }
      }
      if (page.size() < PAGE) {
        return List.copyOf(found);
      }
    }
  }

  private JsonNode list(String query) {
    return api.get("realms", MASTER, query).orElseThrow();
  }

  /** Deletes one; it is no error when it is gone already. */
  void delete(Account account) {
    api.delete("realms", MASTER, account.collection(), account.id());
  }
}
