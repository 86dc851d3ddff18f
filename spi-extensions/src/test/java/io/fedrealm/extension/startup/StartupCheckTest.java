package io.fedrealm.extension.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.token.TokenInterceptorSpi;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorSpi;

class StartupCheckTest {

  private static final Path SERVICES = Path.of("target", "classes", "META-INF", "services");

  /** Our factories, all that the jar lists. */
  private static Stream<ProviderFactory<?>> ours() {
    try (Stream<Path> files = Files.list(SERVICES)) {
      List<ProviderFactory<?>> factories = new ArrayList<>();
      for (Path file : files.toList()) {
        for (String name : Files.readAllLines(file)) {
          Object factory = Class.forName(name).getConstructor().newInstance();
          factories.add((ProviderFactory<?>) factory);
        }
      }
      return factories.stream();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<ProviderFactory<?>> promising() {
    return ours().filter(factory -> !(factory instanceof TokenPostProcessorFactory));
  }

  private static Stream<String> enforcers() {
    return StartupCheck.ENFORCERS.values().stream().flatMap(Set::stream);
  }

  private static KeycloakSessionFactory server(List<Spi> spis, String... switchedOff) {
    KeycloakSessionFactory server = mock(KeycloakSessionFactory.class);
    when(server.getSpis()).thenReturn(new LinkedHashSet<>(spis));
    when(server.getProviderFactoriesStream(any()))
        .thenAnswer(
            call ->
                ours()
                    .filter(factory -> spi(call.getArgument(0)).isInstance(factory))
                    .filter(factory -> !List.of(switchedOff).contains(factory.getId())));
    return server;
  }

  private static Class<?> spi(Class<?> provider) {
    return spis().stream()
        .filter(spi -> spi.getProviderClass().equals(provider))
        .findFirst()
        .orElseThrow()
        .getProviderFactoryClass();
  }

  private static List<Spi> spis() {
    return List.of(new TokenInterceptorSpi(), new ClientPolicyExecutorSpi());
  }

  @ParameterizedTest
  @MethodSource("promising")
  void startsWhereEverythingIsThere(ProviderFactory<?> factory) {
    assertThatCode(() -> factory.postInit(server(spis()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("promising")
  void noFactoryStartsOnAServerWithoutTokenPostProcessors(ProviderFactory<?> factory) {
    KeycloakSessionFactory server = server(List.of(new ClientPolicyExecutorSpi()));

    assertThatThrownBy(() -> factory.postInit(server))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "fedrealm-spi-extensions\\.jar does not run here: Keycloak \\S+ has no SPI"
                + " token-interceptor, without which no token rule holds\\. It needs Keycloak"
                + " 26\\.7\\.0 or later, or remove the jar\\.");
  }

  @ParameterizedTest
  @MethodSource("enforcers")
  void noServerStartsWithoutOneThatEnforces(String switchedOff) {
    KeycloakSessionFactory server = server(spis(), switchedOff);

    assertThat(promising())
        .allSatisfy(
            factory ->
                assertThatThrownBy(() -> factory.postInit(server))
                    .hasMessageContaining("its providers " + switchedOff + " are switched off")
                    .hasMessageContaining("--" + switchedOff + "--enabled=false"));
  }

  /** A new one is an enforcer, too: list it. */
  @Test
  void everyTokenPostProcessorAndExecutorOfOursIsListed() {
    assertThat(enforcers())
        .containsExactlyInAnyOrderElementsOf(
            ours()
                .filter(
                    factory ->
                        factory instanceof TokenPostProcessorFactory
                            || factory instanceof ClientPolicyExecutorProviderFactory)
                .map(ProviderFactory::getId)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.6", "26.0.0", "26.4.7", "26.5.6", "26.6.0", "26.6.4"})
  void olderVersionsAreRefused(String version) {
    assertThat(StartupCheck.isOlderThanSupported(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "26.7.0",
        "26.7.3",
        "26.7.5",
        "26.8.2",
        "26.10.0",
        "27.0.0",
        "26.7.3.redhat-00001",
        "999.0.0-SNAPSHOT"
      })
  void laterVersionsAreNotRefusedForTheirNumber(String version) {
    assertThat(StartupCheck.isOlderThanSupported(version)).isFalse();
  }
}
