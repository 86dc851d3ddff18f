package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.UserProfile;
import java.util.List;

/**
 * Writes the user profile, which Keycloak takes as a whole. What the template says nothing of is
 * sent back as it is; attributes and groups that it does not name go.
 */
final class UserProfileWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    ObjectNode desired = change.desired().fields();
    ObjectNode fields = Merge.whole(change);
    for (String list : List.of("attributes", "groups")) {
      if (desired.path(list) instanceof ObjectNode named) {
        // In the template's order.
        ObjectNode ordered = fields.objectNode();
        named
            .fieldNames()
            .forEachRemaining(name -> ordered.set(name, fields.at("/" + list).get(name)));
        fields.set(list, ordered);
      }
    }
    target.send("PUT", UserProfile.profile(fields), "users", "profile");
  }
}
