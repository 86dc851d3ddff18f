package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.apply.write.ResourceWriter.Target;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes users many at a time, with their roles, groups and links to identity providers, by
 * Keycloak's partial import: one transaction, all or none.
 */
public final class UserImport {

  /**
   * In one request. Keycloak looks through all that a transaction has made each time it makes
   * something more in it: 500 take twice as long as five times 100.
   */
  private static final int USERS = 100;

  private final RealmState desired;
  private final Target target;

  public UserImport(RealmState desired, Target target) {
    this.desired = desired;
    this.target = target;
  }

  /**
   * Changes that go into one request each; those that make no user, one by one.
   *
   * @param stage changes of one kind
   */
  public static List<List<Change>> batches(List<Change> stage) {
    List<List<Change>> batches = new ArrayList<>();
    List<Change> open = new ArrayList<>();
    for (Change change : stage) {
      if (!makesUser(change)) {
        batches.add(List.of(change));
      } else {
        open.add(change);
        if (open.size() >= USERS) {
          batches.add(List.copyOf(open));
          open.clear();
        }
      }
    }
    if (!open.isEmpty()) {
      batches.add(List.copyOf(open));
    }
    return batches;
  }

  private static boolean makesUser(Change change) {
    return change.id().kind() == ResourceType.USER && change.action() == Action.CREATE;
  }

  /** Whether a batch is for this class. */
  public static boolean takes(List<Change> batch) {
    return makesUser(batch.get(0));
  }

  /** Makes the users of a batch. */
  public void write(List<Change> batch) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ifResourceExists", "FAIL");
    ArrayNode users = body.putArray("users");
    batch.forEach(change -> users.add(user(change)));
    target.send("POST", body, "partialImport");
  }

  private ObjectNode user(Change change) {
    String name = change.id().name();
    ObjectNode user = change.desired().fields().deepCopy().put("username", name);
    desired
        .find(ResourceId.of(ResourceType.USER_ROLES, name))
        .ifPresent(roles -> user.setAll(roles.fields().deepCopy()));
    desired
        .find(ResourceId.of(ResourceType.USER_GROUPS, name))
        .ifPresent(groups -> user.setAll(groups.fields().deepCopy()));
    desired
        .find(ResourceId.of(ResourceType.USER_IDENTITIES, name))
        .ifPresent(links -> user.set("federatedIdentities", UserIdentitiesWriter.list(links)));
    if (user.path("credentials").findValues("temporary").stream().anyMatch(JsonNode::asBoolean)) {
      user.withArrayProperty("requiredActions").add("UPDATE_PASSWORD"); // An import forgets it.
    }
    // Ids of an export are taken: in the realm that it is of.
    user.path("credentials").forEach(c -> ((ObjectNode) c).remove("id"));
    // A user that is imported with roles gets these only, without what every user holds.
    user.withArrayProperty("realmRoles").add(RealmState.defaultRole(target.realm()));
    return user;
  }
}
