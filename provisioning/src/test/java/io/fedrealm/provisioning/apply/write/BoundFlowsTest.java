package io.fedrealm.provisioning.apply.write;

import static io.fedrealm.provisioning.apply.ApplySupport.apply;
import static io.fedrealm.provisioning.apply.ApplySupport.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests changes of flows in use become; {@code FlowsInUseIT} sees what they do. */
class BoundFlowsTest {

  private static final String EXECUTIONS = "/realms/r/authentication/executions";
  private static final String FLOWS = "/realms/r/authentication/flows";

  private static final String BOUND = "'browserFlow':'f',";
  private static final String PASSWORD = "{'authenticator':'password','requirement':'REQUIRED'}";
  private static final String OTP = "{'authenticator':'otp','requirement':'REQUIRED'%s}";
  private static final String SUBFLOW =
      "{'flowAlias':'second','authenticatorFlow':true,'requirement':'REQUIRED'}";

  private final FakeKeycloak fake = new FakeKeycloak();

  @AfterEach
  void stop() {
    fake.close();
  }

  /** The writes that bring a realm into line: methods, paths, and names of flows. */
  private List<String> writes(boolean leased, String desired, String live) {
    fake.answer("GET", "/realms/r", 200, realm(live));
    fake.answer("GET", FLOWS + "/f/executions", 200, "[]");
    PlannedRealm planned = planned(realm(desired), realm(live));
    if (leased) {
      fake.realm("r", realm(live)); // Read again when the lease is taken.
    }
    fake.realm("r", realm(desired));
    apply(fake, planned);
    return fake.writes().stream()
        .filter(write -> !write.contains("/roles"))
        .map(write -> write.replaceAll("\\{.*?(\"(?:alias|browserFlow)\":\"[^\"]*\").*", "$1"))
        .map(write -> write.replaceAll(" \\{.*", "").replace('"', '\''))
        .toList();
  }

  private static String realm(String fields) {
    return "{\"realm\":\"r\"," + fields.replace('\'', '"') + "}";
  }

  private static String flow(String alias, String steps) {
    return "{'id':'%s-id','alias':'%s','providerId':'basic-flow','topLevel':%s,'authenticationExecutions':[%s]}"
        .formatted(alias, alias, alias.equals("f"), steps);
  }

  private static String flows(String... flows) {
    return BOUND + "'authenticationFlows':[%s]".formatted(String.join(",", flows));
  }

  @Test
  void areBuiltBesideTheOldOneAndPutInItsPlaceAtOnce() {
    assertThat(
            writes(
                true,
                flows(flow("f", PASSWORD + "," + SUBFLOW), flow("second", OTP.formatted(""))),
                flows(flow("f", PASSWORD + "," + OTP.formatted("")))))
        .containsExactly(
            "POST " + FLOWS + " 'alias':'f ~fedrealm'",
            "POST " + EXECUTIONS,
            "POST " + FLOWS + " 'alias':'second ~fedrealm'",
            "POST " + EXECUTIONS,
            "POST " + EXECUTIONS,
            "PUT /realms/r 'browserFlow':'f ~fedrealm'",
            "DELETE " + FLOWS + "/f-id",
            "PUT " + FLOWS + "/id-1 'alias':'f'",
            "PUT " + FLOWS + "/id-3 'alias':'second'");
  }

  @Test
  void takeTheirConfigurationsAlong() {
    String config = "'authenticatorConfig':[{'alias':'c','config':{'a':'b'}}],";
    String otp = OTP.formatted(",'authenticatorConfig':'c'");

    assertThat(
            writes(
                true,
                config + flows(flow("f", otp + "," + PASSWORD)),
                config + flows(flow("f", PASSWORD + "," + otp))))
        .contains(
            "POST " + EXECUTIONS + "/id-2/config 'alias':'c ~fedrealm'",
            "PUT /realms/r/authentication/config/id-3 'alias':'c'");
  }

  @Test
  void changeInPlaceWhenOneRequestDoesIt() {
    fake.answer(
        "GET",
        FLOWS + "/f/executions",
        200,
        "[{'id':'e','providerId':'otp','level':0,'priority':1,'requirement':'DISABLED'}]"
            .replace('\'', '"'));

    assertThat(
            writes(
                false,
                flows(flow("f", OTP.formatted(""))),
                flows(flow("f", OTP.formatted("").replace("REQUIRED", "DISABLED")))))
        .containsExactly("PUT " + FLOWS + "/f/executions");
  }

  /**
   * Another flow has the same subflow; the server keeps a secret that the template does not say.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'authenticationFlows':[%s,{'id':'g','alias':'g','authenticationExecutions':["
            + SUBFLOW
            + "]},{'id':'s','alias':'second','authenticationExecutions':["
            + PASSWORD
            + "]}]",
        "'authenticatorConfig':[{'alias':'c','config':{'secret':'**********'}}],"
            + "'authenticationFlows':[%s]"
      })
  void changeInPlaceWhenTheyCannotBeBuiltAnew(String rest) {
    boolean shared = rest.contains("second");
    String step = shared ? SUBFLOW : OTP.formatted(",'authenticatorConfig':'c'");
    String desired = flow("f", step + "," + PASSWORD);
    String live = flow("f", PASSWORD + "," + step);

    assertThat(
            writes(
                false,
                BOUND
                    + rest.replace("'config':{'secret':'**********'}", "'config':{}")
                        .formatted(desired),
                BOUND + rest.formatted(live)))
        .noneMatch(write -> write.contains("~fedrealm"));
  }

  @Test
  void changeInPlaceWhenNobodyUsesThem() {
    assertThat(
            writes(
                false,
                flows(flow("f", PASSWORD + "," + OTP.formatted(""))).replace(BOUND, ""),
                flows(flow("f", PASSWORD)).replace(BOUND, "")))
        .noneMatch(write -> write.contains("~fedrealm"));
  }

  @Test
  void leaveNothingOfARunThatWasKilled() {
    assertThat(
            writes(
                true,
                flows(flow("f", PASSWORD + "," + OTP.formatted(""))),
                flows(flow("f", PASSWORD), flow("f ~fedrealm", PASSWORD))))
        .startsWith(
            "DELETE " + FLOWS + "/f%20%7Efedrealm-id", "POST " + FLOWS + " 'alias':'~f ~fedrealm'");
  }

  @Test
  void takeTheirPlaceAgainAfterARunThatWasKilledInBetween() {
    String realm = "'authenticationFlows':[%s,%s],'displayName':'%s','browserFlow':'f ~fedrealm',";
    String desired = "'authenticationFlows':[%s],'displayName':'b'".formatted(flow("f", PASSWORD));
    String live = realm.formatted(flow("f", PASSWORD), flow("f ~fedrealm", PASSWORD), "a");
    fake.answer("GET", "/realms/r", 200, realm(live + "'enabled':true"));
    fake.realm("r", realm(live.replace("'a'", "'b'") + "'enabled':true"));

    apply(fake, planned(realm(desired), realm(live + "'enabled':true")));

    assertThat(fake.writes())
        .hasSize(3)
        .last()
        .isEqualTo("DELETE " + FLOWS + "/f%20%7Efedrealm-id");
    assertThat(fake.writes().get(1)).contains("\"browserFlow\":\"f\"");
  }
}
