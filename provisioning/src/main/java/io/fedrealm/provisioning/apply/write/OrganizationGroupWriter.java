package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.GroupPath;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.server.LiveRealm;

/** Makes and changes groups of organizations, without the roles that they give. */
final class OrganizationGroupWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    LiveRealm live = target.live();
    String organization = change.id().owner();
    String path = change.id().name();
    String parent = GroupPath.parent(path);
    if (change.action() == Action.UPDATE) {
      target.send("PUT", Merge.whole(change), OrganizationPath.group(organization, path, live));
    } else if (parent.isEmpty()) {
      target.create(change, OrganizationPath.groups(organization, live));
    } else {
      // Keycloak makes it with its name only (OrganizationGroupResource.addSubGroup).
      ObjectNode group = Ownership.marked(change.desired());
      ObjectNode name =
          JsonNodeFactory.instance.objectNode().put("name", group.path("name").asText());
      String[] children = OrganizationPath.group(organization, parent, live, "children");
      live.made(change.id(), target.send("POST", name, children));
      target.send("PUT", group, OrganizationPath.group(organization, path, live));
    }
  }
}
