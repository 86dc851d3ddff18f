package io.fedrealm.extension.membership;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.RequiredActionRequest;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;

class MembershipActionTest {

  private final RequiredActionRequest given = new RequiredActionRequest();
  private final MembershipAction action = new MembershipAction();

  @BeforeEach
  void aPersonWithNothingButWhatEverybodyHas() {
    RoleModel manageAccount = mock();
    ClientModel account = mock();
    when(account.getClientId()).thenReturn("account");
    when(manageAccount.getContainer()).thenReturn(account);
    when(given.user.getGroupsStream()).thenAnswer(call -> Stream.empty());
    holds(given.defaultRole, manageAccount);
  }

  private void holds(RoleModel... roles) {
    when(given.user.getRoleMappingsStream()).thenAnswer(call -> Stream.of(roles));
  }

  private void joinsAGroup() {
    when(given.user.getGroupsStream()).thenAnswer(call -> Stream.of(mock(GroupModel.class)));
  }

  private void assertStopped() {
    action.evaluateTriggers(given.context);
    verify(given.session).addRequiredAction("fl-membership");
  }

  private void assertLetIn() {
    action.evaluateTriggers(given.context);
    verify(given.session, never()).addRequiredAction(anyString());
  }

  @Test
  void whoIsInNoGroupAndHoldsNoRoleIsStopped() {
    assertStopped();
  }

  @Test
  void whoIsInAGroupIsLetIn() {
    joinsAGroup();
    assertLetIn();
  }

  @Test
  void aRoleWithoutAGroupWillDo() {
    holds(given.defaultRole, mock());
    assertLetIn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "account-console", "security-admin-console"})
  void everybodyMayLookAfterTheirOwnAccount(String client) {
    when(given.client.getClientId()).thenReturn(client);
    assertLetIn();
  }

  @Test
  void anApplicationCanLetEverybodyIn() {
    when(given.client.getAttribute("fl.membership.required")).thenReturn("false");
    assertLetIn();
  }

  @Test
  void thePageSaysWhatIsMissingAndTheEventThatAccessWasDenied() {
    action.requiredActionChallenge(given.context);

    verify(given.form).setStatus(Response.Status.FORBIDDEN);
    verify(given.form).setAttribute("messageHeader", "flNoGroupTitle");
    verify(given.form).setInfo("flNoGroup");
    verify(given.event).error("access_denied");
    verify(given.context).challenge(given.page);
  }

  @Test
  void whoWasPutIntoAGroupMeanwhileGoesOnByReloadingThePage() {
    joinsAGroup();

    action.requiredActionChallenge(given.context);

    verify(given.context).success();
    verify(given.context, never()).challenge(any());
  }

  @Test
  void aFormThatIsSentToThePageDoesNotLetIn() {
    action.processAction(given.context);

    verify(given.context, never()).success();
    verify(given.context).challenge(given.page);
  }
}
