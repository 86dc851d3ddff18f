package io.fedrealm.provisioning.fedn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The environment in which FEDn's controller and combiners verify tokens of one project
 * (fedn/common/config.py).
 *
 * @param project its slug
 * @param key the realm's key
 */
record FednEnvironment(String project, RealmKeys.Key key) {

  /** For what it is written. */
  enum Format {
    shell,
    compose,
    kubernetes
  }

  /** The variables by name. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("FEDN_JWT_ALGORITHM", "RS256");
    variables.put("FEDN_AUTH_SCHEME", "Bearer");
    variables.put("FEDN_JWT_CUSTOM_CLAIM_KEY", "project");
    variables.put("FEDN_JWT_CUSTOM_CLAIM_VALUE", project);
    variables.put("FEDN_JWT_SECRET_KEY", key.pem());
    return variables;
  }

  /** The variables as text; none of them holds a quote or anything else that needs care. */
  String text(Format format) {
    return switch (format) {
      case shell -> shell();
      case compose ->
          """
          # FEDn's controller and combiners of project %s, key %s
          x-fedn-auth: &fedn-auth
          %s
          services:
            controller:
              environment:
                <<: *fedn-auth
            combiner:
              environment:
                <<: *fedn-auth
          """
              .formatted(project, key.id(), yaml());
      case kubernetes ->
          """
          # FEDn's controller and combiners of project %1$s, key %2$s: for envFrom
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: fedn-auth-%1$s
            annotations:
              fedrealm/key-id: "%2$s"
          data:
          %3$s
          """
              .formatted(project, key.id(), yaml());
    };
  }

  private String shell() {
    return "# FEDn's controller and combiners of project %s, key %s\n".formatted(project, key.id())
        + variables().entrySet().stream()
            .map(variable -> "export %s='%s'\n".formatted(variable.getKey(), variable.getValue()))
            .collect(Collectors.joining());
  }

  private String yaml() {
    return variables().entrySet().stream()
        .map(variable -> "  " + variable.getKey() + ": " + scalar(variable.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String scalar(String value) {
    return value.contains("\n") ? "|-\n    " + value.replace("\n", "\n    ") : '"' + value + '"';
  }
}
