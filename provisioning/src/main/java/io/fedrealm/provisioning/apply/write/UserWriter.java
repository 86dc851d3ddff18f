package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import java.util.Set;

/**
 * Changes users, and sets their passwords when that is asked for; {@link UserImport} makes them.
 */
final class UserWriter implements ResourceWriter {

  private static final String PASSWORDS = "credentials";

  @Override
  public void write(Change change, Target target) {
    String id = target.live().id(change.id());
    if (change.fields().stream().anyMatch(field -> !field.topField().equals(PASSWORDS))) {
      ObjectNode user = Merge.whole(change).put("username", change.id().name());
      user.remove(Set.of(PASSWORDS, "requiredActions")); // They stay as they are.
      target.send("PUT", user, "users", id);
    }
    if (change.touches(PASSWORDS)) {
      for (JsonNode credential : change.desired().fields().path(PASSWORDS)) {
        target.send("PUT", credential, "users", id, "reset-password");
      }
    }
  }
}
