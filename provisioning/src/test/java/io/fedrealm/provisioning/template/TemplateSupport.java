package io.fedrealm.provisioning.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Problem;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Templates from text blocks; their file is called t.json. */
public final class TemplateSupport {

  public static final String CANARY = "canary-0123456789-abcdef";

  private TemplateSupport() {}

  /**
   * @param environment NAME, value, NAME, value, …
   */
  public static Variables variables(String... environment) {
    Map<String, String> map = new HashMap<>();
    for (int index = 0; index < environment.length; index += 2) {
      map.put(environment[index], environment[index + 1]);
    }
    return new Variables(map);
  }

  public static ObjectNode load(String json, String... environment) {
    return template(json, environment).representation();
  }

  public static RealmTemplate template(String json, String... environment) {
    return RealmTemplate.load(sources(json), variables(environment)).get(0);
  }

  /** What is wrong with a template, a line a problem. */
  public static List<String> problems(String json, String... environment) {
    return thrown(json, environment).problems().stream().map(Problem::toString).toList();
  }

  /** The whole message that the operator gets. */
  public static String message(String json, String... environment) {
    return thrown(json, environment).getMessage();
  }

  private static InvalidTemplateException thrown(String json, String... environment) {
    InvalidTemplateException thrown =
        catchThrowableOfType(
            InvalidTemplateException.class,
            () -> RealmTemplate.load(sources(json), variables(environment)));
    assertThat(thrown).as("the template has problems").isNotNull();
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.USAGE);
    return thrown;
  }

  private static List<TemplateSource> sources(String json) {
    return List.of(new TemplateSource("t.json", json));
  }
}
