package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.Reference.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Collects the names in one resource that stand for others: what each type of resource names. */
final class References {

  private final List<Reference> found = new ArrayList<>();
  private ResourceId from;
  private Relation relation = Relation.NAMES;

  private References(ResourceId from) {
    this.from = from;
  }

  /** The names in a resource, whether or not the realm has what they stand for. */
  static List<Reference> of(Resource resource) {
    References references = new References(resource.id());
    references.relation = Relation.PART_OF;
    references.whole(resource.id());
    references.relation = Relation.NAMES;
    references.uses(resource.id(), resource.fields());
    return references.found;
  }

  /** What a resource is a part of. */
  private void whole(ResourceId id) {
    String owner = id.owner();
    switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE -> add(ResourceType.CLIENT, "", owner);
      case CLIENT_SCOPE_MAPPER -> add(ResourceType.CLIENT_SCOPE, "", owner);
      case IDENTITY_PROVIDER_MAPPER -> add(ResourceType.IDENTITY_PROVIDER, "", owner);
      case SUB_COMPONENT -> component(id.name());
      case GROUP -> add(ResourceType.GROUP, "", GroupPath.parent(id.name()));
      case ORGANIZATION_GROUP -> {
        String parent = GroupPath.parent(id.name());
        if (parent.isEmpty()) {
          add(ResourceType.ORGANIZATION, "", owner);
        }
        add(ResourceType.ORGANIZATION_GROUP, owner, parent);
      }
      case FLOW_EXECUTIONS -> add(ResourceType.AUTHENTICATION_FLOW, "", id.name());
      case COMPOSITE ->
          add(
              owner.isEmpty() ? ResourceType.REALM_ROLE : ResourceType.CLIENT_ROLE,
              owner,
              id.name());
      case GROUP_ROLES -> add(ResourceType.GROUP, "", id.name());
      case ORGANIZATION_GROUP_ROLES -> add(ResourceType.ORGANIZATION_GROUP, owner, id.name());
      case CLIENT_SCOPE_SCOPE_MAPPINGS -> add(ResourceType.CLIENT_SCOPE, "", id.name());
      case CLIENT_SCOPE_MAPPINGS, SERVICE_ACCOUNT_ROLES, SERVICE_ACCOUNT_GROUPS, AUTHORIZATION ->
          add(ResourceType.CLIENT, "", id.name());
      case USER_ROLES, USER_GROUPS, USER_IDENTITIES -> add(ResourceType.USER, "", id.name());
      case ORGANIZATION_MEMBERS -> add(ResourceType.ORGANIZATION, "", id.name());
      case ORGANIZATION_MEMBER_GROUPS -> add(ResourceType.ORGANIZATION, "", owner);
      default -> {}
    }
  }

  /** A component that this one can belong to: its name begins with the other's. */
  private void component(String name) {
    List<ResourceId> meanings = new ArrayList<>();
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      meanings.add(ResourceId.of(ResourceType.COMPONENT, name.substring(0, slash)));
      meanings.add(ResourceId.of(ResourceType.SUB_COMPONENT, name.substring(0, slash)));
    }
    add(ResourceType.COMPONENT.label(), name, meanings);
  }

  private void uses(ResourceId id, JsonNode fields) {
    if (id.kind().isRoleSet()) {
      roles(fields);
    }
    switch (id.kind()) {
      case CLIENT -> {
        addAll(ResourceType.AUTHENTICATION_FLOW, fields.path("authenticationFlowBindingOverrides"));
        clientScopes(fields);
        SettingReference.CLIENT.collect(fields.path("attributes"), this);
      }
      case DEFAULT_CLIENT_SCOPES -> clientScopes(fields);
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER ->
          SettingReference.PROTOCOL_MAPPER.collect(fields.path("config"), this);
      case IDENTITY_PROVIDER -> SettingReference.IDENTITY_PROVIDER.collect(fields, this);
      case IDENTITY_PROVIDER_MAPPER -> {
        boolean inOrganization = fields.at("/config/groupType").asText().equals("ORGANIZATION");
        (inOrganization ? SettingReference.ORGANIZATION_MAPPER : SettingReference.BROKER_MAPPER)
            .collect(fields.path("config"), this);
      }
      case COMPONENT, SUB_COMPONENT ->
          SettingReference.component(fields.path("providerId").asText())
              .collect(fields.path("config"), this);
      case FLOW_BINDINGS -> addAll(ResourceType.AUTHENTICATION_FLOW, fields);
      case FLOW_EXECUTIONS -> executions(fields.path("executions"));
      case CLIENT_POLICIES, CLIENT_PROFILES -> policies(id.kind(), fields);
      case AUTHORIZATION -> new PolicyReferences(this).collect(fields);
      case USER_PROFILE -> fields.path("attributes").forEach(this::attribute);
      case ORGANIZATION -> addAll(ResourceType.IDENTITY_PROVIDER, fields.path("identityProviders"));
      case DEFAULT_GROUPS, SERVICE_ACCOUNT_GROUPS, USER_GROUPS ->
          addAll(ResourceType.GROUP, fields.path("groups"));
      case USER ->
          optionally(() -> addAll(ResourceType.REQUIRED_ACTION, fields.path("requiredActions")));
      case USER_IDENTITIES ->
          fields
              .path("federatedIdentities")
              .fieldNames()
              .forEachRemaining(alias -> add(ResourceType.IDENTITY_PROVIDER, "", alias));
      case ORGANIZATION_MEMBERS ->
          addAll(ResourceType.USER, fields.path(OrganizationMembers.MEMBERS));
      case ORGANIZATION_MEMBER_GROUPS ->
          fields
              .path("groups")
              .forEach(path -> add(ResourceType.ORGANIZATION_GROUP, id.owner(), path.asText()));
      default -> {}
    }
  }

  private void roles(JsonNode set) {
    addAll(ResourceType.REALM_ROLE, set.path("realmRoles"));
    for (var client : set.path("clientRoles").properties()) {
      add(ResourceType.CLIENT, "", client.getKey());
      for (JsonNode role : client.getValue()) {
        add(
            "role of client " + client.getKey(),
            role.asText(),
            List.of(new ResourceId(ResourceType.CLIENT_ROLE, client.getKey(), role.asText())));
      }
    }
  }

  private void clientScopes(JsonNode fields) {
    for (var field : fields.properties()) {
      if (field.getKey().endsWith("ClientScopes")) {
        addAll(ResourceType.CLIENT_SCOPE, field.getValue());
      }
    }
  }

  private void executions(JsonNode steps) {
    for (var step : steps.properties()) {
      String subflow = FlowExecutions.subflowOf(step.getKey());
      relation = Relation.CONTAINS;
      add(ResourceType.AUTHENTICATION_FLOW, "", subflow);
      relation = Relation.NAMES;
      SettingReference.AUTHENTICATOR.collect(step.getValue().path("config"), this);
    }
  }

  private void policies(ResourceType kind, JsonNode byName) {
    for (var policy : byName.properties()) {
      from = ResourceId.of(kind, policy.getKey());
      for (JsonNode profile : policy.getValue().path("profiles")) {
        ResourceId id = ResourceId.of(ResourceType.CLIENT_PROFILES, profile.asText());
        add("client profile", profile.asText(), List.of(id));
      }
      for (JsonNode condition : policy.getValue().path("conditions")) {
        SettingReference.condition(condition.path("condition").asText())
            .collect(condition.path("configuration"), this);
      }
      for (JsonNode executor : policy.getValue().path("executors")) {
        SettingReference.EXECUTOR.collect(executor.path("configuration"), this);
      }
    }
  }

  /** The client scopes with which a user has an attribute, or has to have it. */
  private void attribute(JsonNode attribute) {
    addAll(ResourceType.CLIENT_SCOPE, attribute.at("/selector/scopes"));
    addAll(ResourceType.CLIENT_SCOPE, attribute.at("/required/scopes"));
  }

  /**
   * A role as Keycloak finds it by one text: of the realm, or {@code client.role}
   * (KeycloakModelUtils.getRoleFromString).
   */
  void role(String name, char separator) {
    Stream<ResourceId> ofClients =
        IntStream.range(0, name.length())
            .filter(index -> name.charAt(index) == separator)
            .mapToObj(
                at ->
                    new ResourceId(
                        ResourceType.CLIENT_ROLE, name.substring(0, at), name.substring(at + 1)));
    Stream<ResourceId> ofRealm = Stream.of(ResourceId.of(ResourceType.REALM_ROLE, name));
    add(ResourceType.REALM_ROLE.label(), name, Stream.concat(ofRealm, ofClients).toList());
  }

  /** What is named although a name that nothing has is no mistake there. */
  void optionally(Runnable collecting) {
    Relation before = relation;
    relation = Relation.MAY_NAME;
    collecting.run();
    relation = before;
  }

  void addAll(ResourceType kind, JsonNode names) {
    names.forEach(name -> add(kind, "", name.asText()));
  }

  void add(ResourceType kind, String owner, String name) {
    add(kind.label(), name, List.of(new ResourceId(kind, owner, name)));
  }

  void add(String what, String name, List<ResourceId> meanings) {
    if (!name.isEmpty()) {
      found.add(new Reference(from, relation, what, name, meanings));
    }
  }
}
