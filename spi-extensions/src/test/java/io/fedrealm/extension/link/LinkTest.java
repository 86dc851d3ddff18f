package io.fedrealm.extension.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.ClassNode;

/** The jar is compiled against one version of Keycloak and runs on all that are supported. */
class LinkTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path VERSIONS = Path.of("target", "keycloak-versions");

  private static Stream<String> supported() throws IOException {
    try (Stream<Path> folders = Files.list(VERSIONS)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(version -> !version.matches("26\\.[456]\\..*"))
          .toList()
          .stream();
    }
  }

  private static SortedSet<String> problems(String version, Predicate<ClassNode> which)
      throws IOException {
    try (KeycloakClasses keycloak = KeycloakClasses.of(VERSIONS.resolve(version))) {
      return new LinkCheck(keycloak, ours().stream().filter(which).toList()).problems();
    }
  }

  private static List<ClassNode> ours() throws IOException {
    List<ClassNode> nodes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        try (InputStream bytes = Files.newInputStream(file)) {
          nodes.add(KeycloakClasses.node(bytes));
        }
      }
    }
    return nodes;
  }

  @ParameterizedTest
  @MethodSource("supported")
  void everythingLinksToEverySupportedVersion(String version) throws IOException {
    assertThat(problems(version, node -> true)).isEmpty();
  }

  /** An older server ignores the rest of the jar, so at least the refusal has to work there. */
  @ParameterizedTest
  @ValueSource(strings = {"26.4.7", "26.5.6", "26.6.4"})
  void theRefusalLinksToVersionsThatAreTooOld(String version) throws IOException {
    assertThat(problems(version, node -> node.name.contains("/startup/"))).isEmpty();
    assertThat(problems(version, node -> node.name.endsWith("/FederationClaimMapper"))).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedWithWhoUsesIt() throws IOException {
    assertThat(problems("26.5.6", node -> node.name.contains("/token/")))
        .contains(
            "class org/keycloak/protocol/oidc/token/TokenPostProcessorFactory"
                + " (TokenRulesFactory)");
    assertThat(problems("26.4.7", node -> node.name.endsWith("/TokenPolicy")))
        .contains(
            "field org/keycloak/services/clientpolicy/ClientPolicyEvent.JWT_AUTHORIZATION_GRANT:"
                + " Lorg/keycloak/services/clientpolicy/ClientPolicyEvent; (TokenPolicy)");
  }
}
