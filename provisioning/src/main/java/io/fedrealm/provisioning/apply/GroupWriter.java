package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;

/** Makes and changes groups, without the roles that they give. */
final class GroupWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String path = change.id().name();
    ObjectNode group = Merge.whole(change);
    if (change.action() == Action.UPDATE) {
      String id = target.live().group(path);
      target.send("PUT", group, "groups", id);
      return;
    }
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (parent.isEmpty()) {
      target.create(change, "groups");
    } else {
      String parentId = target.live().group(parent);
      target.create(change, "groups", parentId, "children");
    }
  }
}
