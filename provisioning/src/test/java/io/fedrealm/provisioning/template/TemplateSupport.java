package io.fedrealm.provisioning.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.ExitCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Templates from text blocks; their file is called t.json. */
final class TemplateSupport {

  static final String CANARY = "canary-0123456789-abcdef";

  private TemplateSupport() {}

  /**
   * @param environment NAME, value, NAME, value, …
   */
  static Variables variables(String... environment) {
    Map<String, String> map = new HashMap<>();
    for (int index = 0; index < environment.length; index += 2) {
      map.put(environment[index], environment[index + 1]);
    }
    return new Variables(map);
  }

  static ObjectNode load(String json, String... environment) {
    return template(json, environment).representation();
  }

  static RealmTemplate template(String json, String... environment) {
    return RealmTemplate.load(sources(json), variables(environment)).get(0);
  }

  /** What is wrong with a template, a line a problem. */
  static List<String> problems(String json, String... environment) {
    return thrown(json, environment).problems().stream().map(Problem::toString).toList();
  }

  /** The whole message that the operator gets. */
  static String message(String json, String... environment) {
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
