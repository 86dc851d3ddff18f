package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.EnumMap;
import java.util.Map;

/** Which writer writes which kind. */
public final class Writers {

  private static final ResourceWriter DELETION = new Deletion();
  private static final ResourceWriter ENTRIES_DELETION = new EntriesDeletion();
  private static final Map<ResourceType, ResourceWriter> BY_KIND =
      new EnumMap<>(ResourceType.class);

  static {
    BY_KIND.put(ResourceType.REALM, new RealmWriter());
    BY_KIND.put(ResourceType.LOCALIZATION, new LocalizationWriter());
    BY_KIND.put(ResourceType.USER_PROFILE, new UserProfileWriter());
    BY_KIND.put(ResourceType.REQUIRED_ACTION, new RequiredActionWriter());
    BY_KIND.put(ResourceType.AUTHENTICATION_FLOW, new FlowWriter());
    BY_KIND.put(ResourceType.FLOW_EXECUTIONS, new FlowExecutionsWriter());
    BY_KIND.put(ResourceType.FLOW_BINDINGS, new RealmWriter());
    BY_KIND.put(ResourceType.IDENTITY_PROVIDER, new IdentityProviderWriter());
    BY_KIND.put(ResourceType.IDENTITY_PROVIDER_MAPPER, new IdentityProviderMapperWriter());
    BY_KIND.put(ResourceType.COMPONENT, new ComponentWriter());
    BY_KIND.put(ResourceType.SUB_COMPONENT, new ComponentWriter());
    BY_KIND.put(ResourceType.ORGANIZATION, new OrganizationWriter());
    BY_KIND.put(ResourceType.ORGANIZATION_GROUP, new OrganizationGroupWriter());
    BY_KIND.put(ResourceType.USER, new UserWriter());
    BY_KIND.put(ResourceType.USER_GROUPS, new MembershipWriter());
    BY_KIND.put(ResourceType.USER_IDENTITIES, new UserIdentitiesWriter());
    BY_KIND.put(ResourceType.ORGANIZATION_MEMBERS, new OrganizationMembersWriter());
    BY_KIND.put(ResourceType.ORGANIZATION_MEMBER_GROUPS, new OrganizationMemberGroupsWriter());
    BY_KIND.put(ResourceType.SERVICE_ACCOUNT_GROUPS, new MembershipWriter());
    BY_KIND.put(ResourceType.DEFAULT_GROUPS, new MembershipWriter());
    BY_KIND.put(ResourceType.AUTHORIZATION, new AuthorizationWriter());
    BY_KIND.put(ResourceType.CLIENT_SCOPE, new ClientScopeWriter());
    BY_KIND.put(ResourceType.CLIENT_SCOPE_MAPPER, new MapperWriter());
    BY_KIND.put(ResourceType.REALM_ROLE, new RoleWriter());
    BY_KIND.put(ResourceType.CLIENT, new ClientWriter());
    BY_KIND.put(ResourceType.CLIENT_MAPPER, new MapperWriter());
    BY_KIND.put(ResourceType.CLIENT_ROLE, new RoleWriter());
    BY_KIND.put(ResourceType.GROUP, new GroupWriter());
    BY_KIND.put(ResourceType.DEFAULT_CLIENT_SCOPES, new DefaultClientScopesWriter());
    BY_KIND.put(ResourceType.CLIENT_PROFILES, new ClientPoliciesWriter());
    BY_KIND.put(ResourceType.CLIENT_POLICIES, new ClientPoliciesWriter());
    for (ResourceType kind : ResourceType.values()) {
      if (kind.isRoleSet()) {
        BY_KIND.put(kind, new RoleSetWriter());
      }
    }
  }

  private Writers() {}

  /** The writer of a change. */
  public static ResourceWriter of(Change change) {
    ResourceType kind = change.id().kind();
    if (change.action() == Action.DELETE) {
      return Ownership.LISTS.contains(kind) ? ENTRIES_DELETION : DELETION;
    }
    return BY_KIND.get(kind);
  }
}
