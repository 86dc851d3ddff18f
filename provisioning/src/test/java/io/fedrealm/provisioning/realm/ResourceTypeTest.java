package io.fedrealm.provisioning.realm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResourceTypeTest {

  @ParameterizedTest(name = "{0} before {1}")
  @CsvSource({
    "REALM, CLIENT_SCOPE",
    "CLIENT_SCOPE, CLIENT_SCOPE_MAPPER",
    "CLIENT_SCOPE, CLIENT",
    "CLIENT_SCOPE, DEFAULT_CLIENT_SCOPES",
    "CLIENT, CLIENT_MAPPER",
    "CLIENT, CLIENT_ROLE",
    "CLIENT, SERVICE_ACCOUNT_ROLES",
    "CLIENT_ROLE, COMPOSITE",
    "REALM_ROLE, COMPOSITE",
    "CLIENT_ROLE, GROUP_ROLES",
    "GROUP, GROUP_ROLES",
    "CLIENT_ROLE, CLIENT_SCOPE_SCOPE_MAPPINGS",
    "CLIENT_ROLE, CLIENT_SCOPE_MAPPINGS",
    "CLIENT_PROFILES, CLIENT_POLICIES",
    "AUTHENTICATION_FLOW, FLOW_EXECUTIONS",
    "AUTHENTICATION_FLOW, FLOW_BINDINGS",
    "AUTHENTICATION_FLOW, IDENTITY_PROVIDER",
    "AUTHENTICATION_FLOW, CLIENT",
    "IDENTITY_PROVIDER, IDENTITY_PROVIDER_MAPPER",
    "IDENTITY_PROVIDER, ORGANIZATION",
    "REALM_ROLE, IDENTITY_PROVIDER_MAPPER",
    "COMPONENT, SUB_COMPONENT",
    "GROUP, DEFAULT_GROUPS",
    "GROUP, SERVICE_ACCOUNT_GROUPS",
    "IDENTITY_PROVIDER, USER_IDENTITIES",
    "USER, ORGANIZATION_MEMBERS",
    "ORGANIZATION, ORGANIZATION_GROUP",
    "CLIENT_ROLE, ORGANIZATION_GROUP_ROLES",
    "ORGANIZATION_GROUP, ORGANIZATION_GROUP_ROLES",
    "ORGANIZATION_GROUP, ORGANIZATION_MEMBER_GROUPS",
    "ORGANIZATION_MEMBERS, ORGANIZATION_MEMBER_GROUPS",
    "GROUP, AUTHORIZATION",
    "CLIENT_ROLE, AUTHORIZATION"
  })
  void whatAKindRefersToIsWrittenBeforeIt(ResourceType first, ResourceType second) {
    assertThat(first).isLessThan(second);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "COMPOSITE",
        "GROUP_ROLES",
        "ORGANIZATION_GROUP_ROLES",
        "CLIENT_SCOPE_SCOPE_MAPPINGS",
        "CLIENT_SCOPE_MAPPINGS",
        "SERVICE_ACCOUNT_ROLES",
        "USER_ROLES"
      })
  void setsOfRolesAreComparedAsAWhole(ResourceType kind) {
    assertThat(kind.isRoleSet()).isTrue();
  }

  @Test
  void nothingElseIsASetOfRoles() {
    assertThat(ResourceType.values()).filteredOn(ResourceType::isRoleSet).hasSize(7);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REALM",
        "USER_PROFILE",
        "COMPONENT",
        "SUB_COMPONENT",
        "ORGANIZATION",
        "USER",
        "USER_ROLES",
        "USER_GROUPS",
        "USER_IDENTITIES",
        "ORGANIZATION_MEMBERS",
        "ORGANIZATION_MEMBER_GROUPS"
      })
  void someKindsConcernPeople(ResourceType kind) {
    assertThat(kind.concernsPeople()).isTrue();
  }

  @Test
  void noOtherKindConcernsPeople() {
    assertThat(ResourceType.values()).filteredOn(ResourceType::concernsPeople).hasSize(11);
  }
}
