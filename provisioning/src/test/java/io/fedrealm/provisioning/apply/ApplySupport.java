package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.server.FakeKeycloak;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.server.Retries;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans from text blocks, and a server to carry them out on. */
public final class ApplySupport {

  /** The value of the variable S. */
  public static final String CANARY = "canary-0123456789-abcdef";

  /** Three attempts, at once. */
  private static final Retries RETRIES = new Retries(List.of(1L, 1L));

  private ApplySupport() {}

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public static RealmPlan plan(String desired, String actual) {
    return Difference.between(
        RealmState.of(json(desired)), Optional.of(RealmState.of(json(actual))));
  }

  public static RealmTemplate template(String json) {
    return RealmTemplate.load(
            List.of(new TemplateSource("t.json", json)),
            new Variables(Map.of("S", CANARY, "S_2", CANARY)))
        .get(0);
  }

  /**
   * A plan for a realm.
   *
   * @param live what the server's export says; null when the realm does not exist
   */
  public static PlannedRealm planned(String template, String live) {
    JsonNode clients = JsonNodeFactory.instance.arrayNode();
    return Planner.plan(
        template(template), Optional.ofNullable(live).map(l -> new LiveRealm(json(l), clients)));
  }

  public static int apply(FakeKeycloak fake, PlannedRealm planned) {
    return apply(fake, planned, (realm, change, done, total) -> {});
  }

  public static int apply(FakeKeycloak fake, PlannedRealm planned, ApplyListener listener) {
    try (KeycloakServer server = new KeycloakServer(fake.access(), RETRIES)) {
      return new Applier(server, 4, listener).apply(planned);
    }
  }
}
