package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.Set;

/**
 * Brings the members of an organization into line. Keycloak would delete the account of a managed
 * member who is taken out; no change names one ({@link OrganizationMembers#without}).
 */
final class OrganizationMembersWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String organization =
        target.live().id(ResourceId.of(ResourceType.ORGANIZATION, change.id().name()));
    String members = OrganizationMembers.MEMBERS;
    Set<String> wanted = OrganizationMembers.names(change.desired(), members);
    Set<String> live =
        change.actual().map(now -> OrganizationMembers.names(now, members)).orElse(Set.of());
    for (String name : wanted) {
      if (!live.contains(name)) {
        TextNode body = TextNode.valueOf(user(name, target));
        target.send("POST", body, "organizations", organization, "members");
      }
    }
    for (String name : live) {
      if (!wanted.contains(name)) {
        target.delete("organizations", organization, "members", user(name, target));
      }
    }
  }

  private static String user(String name, Target target) {
    return target.live().id(ResourceId.of(ResourceType.USER, name));
  }
}
