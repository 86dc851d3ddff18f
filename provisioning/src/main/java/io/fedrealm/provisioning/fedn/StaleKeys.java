package io.fedrealm.provisioning.fedn;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.project.Project;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds projects whose FEDn still verifies with a key that the realm signs with no more. */
public final class StaleKeys {

  private StaleKeys() {}

  /**
   * A project whose FEDn refuses every new token.
   *
   * @param project its slug
   * @param installed the key that {@code fedn env} handed out last
   * @param signing the key that the realm signs with now
   * @param published whether the realm still publishes the installed one
   */
  public record StaleKey(String project, String installed, String signing, boolean published) {

    /** What is wrong and how to mend it. */
    public String message() {
      return ("FEDn's copy of the realm's key is stale in project %1$s: it was given key %2$s, the"
                  + " realm now signs with %3$s, so FEDn refuses every new token. Install what `fedrealm"
                  + " fedn env --project %1$s` prints and restart controller and combiners.")
              .formatted(project, installed, signing)
          + (published
              ? " The old key is still published: retire it when all have the new one."
              : " The old key is not published any more.");
    }
  }

  /**
   * Looks at a live realm; two requests.
   *
   * @return empty for a realm without projects, or whose keys nobody has asked for
   */
  public static List<StaleKey> of(AdminApi api, String realm) {
    return of(
        api,
        realm,
        api.get("realms", realm, "client-scopes").stream().flatMap(JsonNode::valueStream));
  }

  /**
   * The same with client scopes that have been read; one request, and none where no key was ever
   * handed out.
   *
   * @param scopes Keycloak's representations
   */
  public static List<StaleKey> of(AdminApi api, String realm, Stream<JsonNode> scopes) {
    List<Project> handedOut =
        scopes
            .map(Project::of)
            .filter(Objects::nonNull)
            .filter(project -> !project.keyId().isEmpty())
            .toList();
    if (handedOut.isEmpty()) {
      return List.of();
    }
    RealmKeys keys = RealmKeys.read(api, realm);
    return handedOut.stream()
        .filter(project -> !project.keyId().equals(keys.activeId()))
        .map(
            project ->
                new StaleKey(
                    project.slug(),
                    project.keyId(),
                    keys.activeId(),
                    keys.find(project.keyId()).isPresent()))
        .toList();
  }
}
