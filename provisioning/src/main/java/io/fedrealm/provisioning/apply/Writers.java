package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Ownership;
import java.util.EnumMap;
import java.util.Map;

/** Which writer writes which kind. */
final class Writers {

  private static final ResourceWriter DELETION = new Deletion();
  private static final ResourceWriter ENTRIES_DELETION = new EntriesDeletion();
  private static final Map<Kind, ResourceWriter> BY_KIND = new EnumMap<>(Kind.class);

  static {
    BY_KIND.put(Kind.REALM, new RealmWriter());
    BY_KIND.put(Kind.LOCALIZATION, new LocalizationWriter());
    BY_KIND.put(Kind.USER_PROFILE, new UserProfileWriter());
    BY_KIND.put(Kind.REQUIRED_ACTION, new RequiredActionWriter());
    BY_KIND.put(Kind.AUTHENTICATION_FLOW, new FlowWriter());
    BY_KIND.put(Kind.FLOW_EXECUTIONS, new FlowExecutionsWriter());
    BY_KIND.put(Kind.FLOW_BINDINGS, new RealmWriter());
    BY_KIND.put(Kind.IDENTITY_PROVIDER, new IdentityProviderWriter());
    BY_KIND.put(Kind.IDENTITY_PROVIDER_MAPPER, new IdentityProviderMapperWriter());
    BY_KIND.put(Kind.COMPONENT, new ComponentWriter());
    BY_KIND.put(Kind.SUB_COMPONENT, new ComponentWriter());
    BY_KIND.put(Kind.ORGANIZATION, new OrganizationWriter());
    BY_KIND.put(Kind.ORGANIZATION_GROUP, new OrganizationGroupWriter());
    BY_KIND.put(Kind.USER, new UserWriter());
    BY_KIND.put(Kind.USER_GROUPS, new MembershipWriter());
    BY_KIND.put(Kind.USER_IDENTITIES, new UserIdentitiesWriter());
    BY_KIND.put(Kind.ORGANIZATION_MEMBERS, new OrganizationMembersWriter());
    BY_KIND.put(Kind.ORGANIZATION_MEMBER_GROUPS, new OrganizationMemberGroupsWriter());
    BY_KIND.put(Kind.SERVICE_ACCOUNT_GROUPS, new MembershipWriter());
    BY_KIND.put(Kind.DEFAULT_GROUPS, new MembershipWriter());
    BY_KIND.put(Kind.AUTHORIZATION, new AuthorizationWriter());
    BY_KIND.put(Kind.CLIENT_SCOPE, new ClientScopeWriter());
    BY_KIND.put(Kind.CLIENT_SCOPE_MAPPER, new MapperWriter());
    BY_KIND.put(Kind.REALM_ROLE, new RoleWriter());
    BY_KIND.put(Kind.CLIENT, new ClientWriter());
    BY_KIND.put(Kind.CLIENT_MAPPER, new MapperWriter());
    BY_KIND.put(Kind.CLIENT_ROLE, new RoleWriter());
    BY_KIND.put(Kind.GROUP, new GroupWriter());
    BY_KIND.put(Kind.DEFAULT_CLIENT_SCOPES, new DefaultClientScopesWriter());
    BY_KIND.put(Kind.CLIENT_PROFILES, new ClientPoliciesWriter());
    BY_KIND.put(Kind.CLIENT_POLICIES, new ClientPoliciesWriter());
    for (Kind kind : Kind.values()) {
      if (kind.isRoleSet()) {
        BY_KIND.put(kind, new RoleSetWriter());
      }
    }
  }

  private Writers() {}

  /** The writer of a change. */
  static ResourceWriter of(Change change) {
    Kind kind = change.id().kind();
    if (change.action() == Action.DELETE) {
      return Ownership.LISTS.contains(kind) ? ENTRIES_DELETION : DELETION;
    }
    return BY_KIND.get(kind);
  }
}
