package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ReferenceGraph;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is in a realm and in no template, and was not put there by Keycloak itself. What belongs to
 * something that is listed (the mappers of a client) is not listed again.
 */
public final class UnmanagedResources {

  private static final Set<ResourceType> THINGS =
      EnumSet.of(
          ResourceType.LOCALIZATION,
          ResourceType.AUTHENTICATION_FLOW,
          ResourceType.CLIENT_SCOPE,
          ResourceType.CLIENT_SCOPE_MAPPER,
          ResourceType.REALM_ROLE,
          ResourceType.IDENTITY_PROVIDER,
          ResourceType.IDENTITY_PROVIDER_MAPPER,
          ResourceType.COMPONENT,
          ResourceType.CLIENT,
          ResourceType.CLIENT_MAPPER,
          ResourceType.CLIENT_ROLE,
          ResourceType.GROUP,
          ResourceType.ORGANIZATION,
          ResourceType.ORGANIZATION_GROUP,
          ResourceType.USER);

  /** What a new realm has, too, and what a person can have added to or changed. */
  private static final Set<ResourceType> COMPARED =
      EnumSet.of(
          ResourceType.COMPOSITE,
          ResourceType.DEFAULT_GROUPS,
          ResourceType.REQUIRED_ACTION,
          ResourceType.FLOW_EXECUTIONS,
          ResourceType.FLOW_BINDINGS,
          ResourceType.DEFAULT_CLIENT_SCOPES,
          ResourceType.CLIENT_SCOPE_SCOPE_MAPPINGS,
          ResourceType.CLIENT_SCOPE_MAPPINGS);

  /** LDAPStorageProviderFactory.onCreate. */
  private static final Set<String> LDAP_MAPPERS =
      Set.of(
          "username",
          "first name",
          "last name",
          "email",
          "creation date",
          "modify date",
          "MSAD account controls",
          "MSAD LDS account controls",
          "Kerberos principal attribute mapper");

  private final RealmState desired;
  private final RealmState live;
  private final RealmState fresh;
  private final ReferenceGraph graph;

  private UnmanagedResources(RealmState desired, RealmState live) {
    this.desired = desired;
    this.live = live;
    this.fresh = NewRealm.state(desired.realm());
    this.graph = new ReferenceGraph(live.all());
  }

  /** What the live realm of a plan has too much; nothing for a realm that does not exist. */
  public static List<ResourceId> in(PlannedRealm planned) {
    return planned.live().stream()
        .map(live -> new UnmanagedResources(planned.template().state(), live.state()))
        .flatMap(all -> all.live.all().stream().flatMap(all::undeclared))
        .toList();
  }

  /** The resource itself, or those entries of it that no template declares. */
  private Stream<ResourceId> undeclared(Resource resource) {
    ResourceId id = resource.id();
    boolean list = id.kind() == ResourceType.LOCALIZATION && desired.find(id).isPresent();
    if (list
        || id.kind() == ResourceType.CLIENT_PROFILES
        || id.kind() == ResourceType.CLIENT_POLICIES) {
      Set<String> names = new TreeSet<>();
      resource.fields().fieldNames().forEachRemaining(names::add);
      names.remove(Ownership.MARK);
      desired.find(id).ifPresent(d -> d.fields().fieldNames().forEachRemaining(names::remove));
      return names.stream().map(name -> new ResourceId(id.kind(), id.name(), name));
    }
    if (id.kind() == ResourceType.ORGANIZATION_MEMBERS && desired.find(id).isPresent()) {
      return OrganizationMembers.unnamed(desired.find(id).get(), resource).stream()
          .map(name -> new ResourceId(id.kind(), id.name(), name));
    }
    return isUndeclared(resource) ? Stream.of(id) : Stream.empty();
  }

  private boolean isUndeclared(Resource resource) {
    ResourceId id = resource.id();
    if (desired.find(id).isPresent() || isKeycloaks(resource)) {
      return false;
    }
    return switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE -> isKnown(ResourceId.of(ResourceType.CLIENT, id.owner()));
      case CLIENT_SCOPE_MAPPER -> isKnown(ResourceId.of(ResourceType.CLIENT_SCOPE, id.owner()));
      case IDENTITY_PROVIDER_MAPPER ->
          isKnown(ResourceId.of(ResourceType.IDENTITY_PROVIDER, id.owner()));
      case GROUP, ORGANIZATION_GROUP -> graph.parent(id).map(this::isKnown).orElse(true);
      case USER_IDENTITIES ->
          desired.has(ResourceType.USER, id.name())
              && !resource.fields().path("federatedIdentities").isEmpty();
      case ORGANIZATION_MEMBERS ->
          desired.has(ResourceType.ORGANIZATION, id.name())
              && !resource.fields().path(OrganizationMembers.MEMBERS).isEmpty();
      case ORGANIZATION_MEMBER_GROUPS -> isUndeclaredMember(resource);
      case DEFAULT_GROUPS -> !resource.fields().path("groups").isEmpty();
      case SERVICE_ACCOUNT_GROUPS ->
          isKnown(ResourceId.of(ResourceType.CLIENT, id.name()))
              && !resource.fields().path("groups").isEmpty();
      case SUB_COMPONENT -> isPersonsComponent(id);
      case USER_PROFILE -> UsualUserProfile.differs(resource.fields());
      case CLIENT_SCOPE_SCOPE_MAPPINGS ->
          isKnown(ResourceId.of(ResourceType.CLIENT_SCOPE, id.name())) && !isUsualSet(resource);
      case CLIENT_SCOPE_MAPPINGS ->
          isKnown(ResourceId.of(ResourceType.CLIENT, id.name())) && !isUsualSet(resource);
      case SERVICE_ACCOUNT_ROLES ->
          isKnown(ResourceId.of(ResourceType.CLIENT, id.name())) && holdsMore(resource);
      case COMPOSITE, REQUIRED_ACTION, FLOW_EXECUTIONS, FLOW_BINDINGS, DEFAULT_CLIENT_SCOPES ->
          id.kind() == ResourceType.REQUIRED_ACTION && fresh.find(id).isEmpty()
              || fresh.find(id).filter(usual -> differs(usual, resource)).isPresent();
      default -> THINGS.contains(id.kind());
    };
  }

  /** Groups of a member whom the template names without saying in which groups. */
  private boolean isUndeclaredMember(Resource groups) {
    return !groups.fields().path("groups").isEmpty()
        && desired
            .find(ResourceId.of(ResourceType.ORGANIZATION_MEMBERS, groups.id().owner()))
            .map(members -> OrganizationMembers.names(members, OrganizationMembers.MEMBERS))
            .filter(names -> names.contains(groups.id().name()))
            .isPresent();
  }

  /** Keycloak makes mappers of a user storage by itself; nothing but their names tells which. */
  private boolean isPersonsComponent(ResourceId id) {
    String name = id.name().substring(id.name().lastIndexOf('/') + 1);
    return !LDAP_MAPPERS.contains(name) && graph.parent(id).filter(this::isKnown).isPresent();
  }

  private boolean isUsualSet(Resource set) {
    return fresh
        .find(set.id())
        .map(usual -> !differs(usual, set))
        .orElse(
            set.fields().path("realmRoles").isEmpty()
                && set.fields().path("clientRoles").isEmpty());
  }

  /** Whether the template or Keycloak itself has it: then what is added to it has to be listed. */
  private boolean isKnown(ResourceId holder) {
    return desired.find(holder).isPresent() || fresh.find(holder).isPresent();
  }

  private boolean isKeycloaks(Resource resource) {
    ResourceId id = resource.id();
    boolean usual = fresh.find(id).isPresent() && !COMPARED.contains(id.kind());
    return usual
        || (id.kind() == ResourceType.AUTHENTICATION_FLOW
            && resource.fields().path(Comparison.BUILT_IN).asBoolean())
        || (id.kind() == ResourceType.CLIENT_SCOPE_MAPPER && id.owner().equals("service_account"))
        || (id.kind() == ResourceType.CLIENT_ROLE && id.name().equals("uma_protection"));
  }

  private static boolean differs(Resource usual, Resource actual) {
    return !new Comparison(usual).against(actual.fields()).isEmpty();
  }

  /** More than every user holds. */
  private boolean holdsMore(Resource roles) {
    String everybodys = RealmState.defaultRole(live.realm());
    boolean realmRole =
        roles
            .fields()
            .path("realmRoles")
            .valueStream()
            .anyMatch(role -> !role.asText().equals(everybodys));
    return realmRole || !roles.fields().path("clientRoles").isEmpty();
  }
}
