package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who is a member of an organization, by username. Accounts of managed members came into being by
 * the organization's identity provider and go with the membership: Keycloak lets nobody else make
 * one, and deletes the account of a managed member who is taken out. So they are left to the
 * identity provider: one that the template does not name stays.
 */
public final class OrganizationMembers {

  /** The field that has the usernames of all members. */
  public static final String MEMBERS = "members";

  /** The field that has the usernames of the managed ones; not there when there are none. */
  public static final String MANAGED = "managed";

  private OrganizationMembers() {}

  /**
   * The fields of the resource.
   *
   * @param members as {@code organizations[].members} of Keycloak's export has them
   */
  static ObjectNode fields(JsonNode members) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ArrayNode names = fields.putArray(MEMBERS);
    for (JsonNode member : members) {
      String name = member.path("username").asText().toLowerCase(Locale.ROOT);
      names.add(name);
      if (isManaged(member)) {
        fields.withArrayProperty(MANAGED).add(name);
      }
    }
    return fields;
  }

  /**
   * Whether a member is a managed one.
   *
   * @param member as {@code organizations[].members} has it
   */
  public static boolean isManaged(JsonNode member) {
    return member.path("membershipType").asText().equals("MANAGED");
  }

  /** The live members without the managed ones that a template does not name. */
  public static Resource without(Resource desired, Resource live) {
    if (desired.id().kind() != ResourceType.ORGANIZATION_MEMBERS) {
      return live;
    }
    ObjectNode fields = live.fields().deepCopy();
    Set<String> others = unnamed(desired, live);
    fields.withArrayProperty(MEMBERS).removeIf(name -> others.contains(name.asText()));
    Set<String> managed = names(desired, MANAGED);
    fields.withArrayProperty(MANAGED).removeIf(name -> !managed.contains(name.asText()));
    return new Resource(live.id(), fields, live.path(), live.serverId());
  }

  /** The managed members that a template does not name. */
  public static Set<String> unnamed(Resource desired, Resource live) {
    Set<String> names = names(live, MANAGED);
    names.removeAll(names(desired, MEMBERS));
    return names;
  }

  /**
   * Usernames.
   *
   * @param field {@link #MEMBERS} or {@link #MANAGED}
   */
  public static Set<String> names(Resource members, String field) {
    Set<String> names = new LinkedHashSet<>();
    members.fields().path(field).forEach(name -> names.add(name.asText()));
    return names;
  }
}
