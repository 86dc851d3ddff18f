package io.fedrealm.provisioning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.token.TokenClaims;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightsChecksTest {

  private static List<Check> rights(String accountRealm, String claims)
      throws JsonProcessingException {
    ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(claims);
    return new RightsChecks(accountRealm, new TokenClaims(payload.objectNode(), payload))
        .all(List.of("fedn"));
  }

  @Test
  void theAdminOfMasterMayDoEverything() throws Exception {
    assertThat(rights("master", "{\"realm_access\":{\"roles\":[\"admin\"]}}"))
        .hasSize(6)
        .allMatch(check -> check.status() == Check.Status.ok);
  }

  @Test
  void theRoleAdminOfAnotherRealmIsNone() throws Exception {
    assertThat(rights("fedn", "{\"realm_access\":{\"roles\":[\"admin\"]}}"))
        .filteredOn(check -> check.name().equals("rights: fedn"))
        .allMatch(check -> check.status() == Check.Status.failed);
  }

  @Test
  void whatIsLackingIsNamedForEachThingThatItIsFor() throws Exception {
    List<Check> checks =
        rights(
            "fedn",
            "{\"resource_access\":{\"realm-management\":{\"roles\":[\"manage-users\","
                + "\"view-realm\"]}}}");

    assertThat(checks)
        .filteredOn(check -> check.status() == Check.Status.ok)
        .extracting(Check::detail)
        .containsExactly("user");
    assertThat(checks)
        .extracting(Check::detail)
        .contains("apply: lacks manage-realm, manage-clients")
        .contains("plan, audit, export: lacks manage-realm, view-clients");
  }

  @Test
  void aTokenWithoutRolesIsNotTakenForAnAccountWithoutRights() throws Exception {
    assertThat(rights("master", "{\"sub\":\"x\"}"))
        .singleElement()
        .satisfies(check -> assertThat(check.status()).isEqualTo(Check.Status.warning));
  }
}
