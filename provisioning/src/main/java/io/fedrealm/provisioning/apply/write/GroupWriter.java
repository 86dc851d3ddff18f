package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.GroupPath;

/** Makes and changes groups, without the roles that they give. */
final class GroupWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String path = change.id().name();
    if (change.action() == Action.UPDATE) {
      target.send("PUT", Merge.whole(change), "groups", target.live().group(path));
      return;
    }
    String parent = GroupPath.parent(path);
    if (parent.isEmpty()) {
      target.create(change, "groups");
    } else {
      String parentId = target.live().group(parent);
      target.create(change, "groups", parentId, "children");
    }
  }
}
