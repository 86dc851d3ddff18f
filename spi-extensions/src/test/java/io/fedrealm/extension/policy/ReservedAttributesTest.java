package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.resources.admin.AdminAuth;

class ReservedAttributesTest {

  private final PolicyRealm given = new PolicyRealm("fl");
  private final ClientRepresentation proposed = new ClientRepresentation();
  private final ClientModel stored = mock();
  private final ClientCRUDContext registration = mock();

  @BeforeEach
  void aClientThatIsASite() {
    when(stored.getAttribute("fl.site")).thenReturn("site-1");
    when(registration.getEvent()).thenReturn(ClientPolicyEvent.UPDATE);
    when(registration.getProposedClientRepresentation()).thenReturn(proposed);
    when(registration.getTargetClient()).thenReturn(stored);
  }

  private void execute(ClientCRUDContext context) throws ClientPolicyException {
    new ReservedAttributesFactory().create(given.session).executeOnEvent(context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site-2", ""})
  void aSiteCannotMakeItselfAnother(String site) {
    proposed.setAttributes(Map.of("fl.site", site, "fl.allow.password.grant", "true", "x", "y"));

    assertThatThrownBy(() -> execute(registration))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e -> assertThat(e.getError()).isEqualTo("invalid_client_metadata"))
        .hasMessage(
            "attribute fl.allow.password.grant can only be set by an administrator;"
                + " attribute fl.site can only be set by an administrator");
  }

  @Test
  void aNewClientCannotMakeItselfASite() {
    when(registration.getEvent()).thenReturn(ClientPolicyEvent.REGISTER);
    when(registration.getTargetClient()).thenReturn(null);
    proposed.setAttributes(Map.of("fl.site", "site-1"));

    assertThatThrownBy(() -> execute(registration)).isInstanceOf(ClientPolicyException.class);
  }

  @Test
  void whatIsLeftAsItIsIsNoChange() {
    proposed.setAttributes(Map.of("fl.site", "site-1", "other", "value"));

    assertThatNoException().isThrownBy(() -> execute(registration));
  }

  @Test
  void aRequestWithoutAttributesChangesNone() {
    assertThatNoException().isThrownBy(() -> execute(registration));
  }

  @Test
  void anAdministratorSetsThem() {
    proposed.setAttributes(Map.of("fl.site", "site-2"));

    assertThatNoException().isThrownBy(() -> execute(adminApi(true)));
  }

  @Test
  void whoLooksAfterAFewClientsIsNoAdministratorOfTheRealm() {
    proposed.setAttributes(Map.of("fl.site", "site-2"));
    proposed.setProtocolMappers(List.of(mapper("own")));

    assertThatThrownBy(() -> execute(adminApi(false)))
        .hasMessage("attribute fl.site can only be set by an administrator");
  }

  private AdminClientUpdateContext adminApi(boolean managesClients) {
    RoleModel manageClients = mock();
    ClientModel realmManagement = mock();
    when(realmManagement.getRole("manage-clients")).thenReturn(manageClients);
    when(given.realm.getClientByClientId("realm-management")).thenReturn(realmManagement);
    UserModel user = mock();
    when(user.hasRole(manageClients)).thenReturn(managesClients);
    AdminAuth auth = new AdminAuth(given.realm, new AccessToken(), user, mock());
    return new AdminClientUpdateContext(proposed, stored, auth);
  }

  private static ProtocolMapperRepresentation mapper(String name) {
    ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
    mapper.setName(name);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper("oidc-usermodel-property-mapper");
    mapper.setConfig(Map.of("user.attribute", "firstName", "claim.name", "nick"));
    return mapper;
  }

  @Test
  @SuppressWarnings("deprecation")
  void aRegistrationBringsNoMapperAndNoRolesForEverybody() {
    proposed.setProtocolMappers(List.of(mapper("first name")));
    proposed.setDefaultRoles(new String[] {"y:admin"});

    assertThatThrownBy(() -> execute(registration))
        .hasMessage(
            "protocol mapper first name can only be set by an administrator;"
                + " defaultRoles can only be set by an administrator");
  }

  @Test
  void aClientKeepsTheMappersThatItHasOrSendsFewer() {
    when(stored.getProtocolMappersStream())
        .thenAnswer(
            call -> Stream.of(mapper("a"), mapper("b")).map(RepresentationToModel::toModel));
    proposed.setProtocolMappers(List.of(mapper("b")));
    assertThatNoException().isThrownBy(() -> execute(registration));

    ProtocolMapperRepresentation changed = mapper("b");
    changed.setConfig(Map.of("user.attribute", "lastName", "claim.name", "nick"));
    proposed.setProtocolMappers(List.of(changed));
    assertThatThrownBy(() -> execute(registration)).isInstanceOf(ClientPolicyException.class);
    changed.setConfig(mapper("b").getConfig());
    changed.setProtocol("saml");
    assertThatThrownBy(() -> execute(registration)).isInstanceOf(ClientPolicyException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTERED", "UPDATED", "VIEW", "UNREGISTER", "TOKEN_REQUEST"})
  void nothingElseIsLookedAt(ClientPolicyEvent event) {
    when(registration.getEvent()).thenReturn(event);
    proposed.setAttributes(Map.of("fl.site", "site-2"));

    assertThatNoException().isThrownBy(() -> execute(registration));
  }
}
