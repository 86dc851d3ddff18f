package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'authenticationFlows':[{'description':'d'}] | $.authenticationFlows[0]: has no "alias"
          'authenticationFlows':[{'alias':'f'},{'alias':'f'}] | $.authenticationFlows[1]: "f" stands here a second time
          'authenticationFlows':[{'alias':'f','authenticationExecutions':[{'requirement':'REQUIRED'}]}] | $.authenticationFlows[0].authenticationExecutions[0]: names neither an "authenticator" nor a "flowAlias"
          'authenticationFlows':[{'alias':'f','authenticationExecutions':[{'authenticator':'a','requirement':'MAYBE'}]}] | $.authenticationFlows[0].authenticationExecutions[0].requirement: "requirement" must be REQUIRED, ALTERNATIVE, CONDITIONAL or DISABLED
          'authenticatorConfig':[{'alias':'c'},{'alias':'c','config':{'a':'b'}}] | $.authenticatorConfig[1]: "c" stands here a second time
          'requiredActions':[{'name':'x'}] | $.requiredActions[0]: has no "alias"
          'identityProviders':[{'alias':'a'}] | $.identityProviders[0]: has no "providerId"
          'identityProviderMappers':[{'name':'m','identityProviderAlias':'a'}] | $.identityProviderMappers[0]: has no "identityProviderMapper"
          'organizations':[{'name':'A'},{'name':'A'}] | $.organizations[1]: "A" stands here a second time
          'organizations':[{'name':'A','members':[{'membershipType':'UNMANAGED'}]}] | $.organizations[0].members[0]: has no "username"
          'organizations':[{'name':'A','members':[{'username':'a'},{'username':'A'}]}] | $.organizations[0].members[1]: "a" stands here a second time
          'organizations':[{'name':'A','members':[{'username':'a','groups':['/Lab','8a0e']}]}] | $.organizations[0].members[0].groups[1]: write the path of the organization's group, "/GROUP" (Keycloak's own export has the ids of groups here)
          'organizations':[{'name':'A','groups':[{'description':'d'}]}] | $.organizations[0].groups[0]: has no "name"
          'organizations':[{'name':'A','groups':[{'name':'Lab','subGroups':[{'name':'N'},{'name':'N'}]}]}] | $.organizations[0].groups[0].subGroups[1]: "N" stands here a second time
          'organizations':[{'name':'A','groups':[{'name':'Lab/N'}]}] | $.organizations[0].groups[0]: a group's name cannot hold "/"
          'components':{'t':[{'name':'n'}]} | $.components.t[0]: has no "providerId"
          'components':{'t':[{'name':'n','providerId':'p'},{'name':'n','providerId':'q'}]} | $.components.t[1]: "n" stands here a second time
          'components':{'org.keycloak.userprofile.UserProfileProvider':[{'providerId':'p','config':{'kc.user.profile.config':['{']}}]} | $.components['org.keycloak.userprofile.UserProfileProvider'][0].config['kc.user.profile.config']: "kc.user.profile.config" must be one text that holds the user profile as JSON
          'defaultRole':{'name':'all'} | $.defaultRole.name: must be "default-roles-r", or be left out: Keycloak names the role
          'clients':[{'clientId':'c','authorizationSettings':{'policies':[{'name':'p'}]}}] | $.clients[0].authorizationSettings.policies[0]: has no "type"
          """)
  void aPartThatKeycloakWouldNotTakeIsRefused(String fields, String problem) {
    assertThat(problems("{\"realm\":\"r\"," + fields.replace('\'', '"') + "}"))
        .containsExactly("t.json:1 " + problem);
  }
}
