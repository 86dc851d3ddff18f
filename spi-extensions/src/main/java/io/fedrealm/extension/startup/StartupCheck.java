package io.fedrealm.extension.startup;

import java.lang.module.ModuleDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.common.Version;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Spi;

/**
 * Stops a server that could not keep what the scopes, policies and pages of this extension promise.
 *
 * <p>A Keycloak without the SPI of a provider ignores the provider without a word, and one that was
 * built with {@code --spi-...-enabled=false} does not load it: tokens would be issued, and nothing
 * would look at them. So every factory of this extension that promises something asks here, in
 * {@code postInit}, which Keycloak calls when all factories are loaded and before it listens.
 */
public final class StartupCheck {

  /** The providers that enforce, by SPI. Ids of factories, which a test holds equal to these. */
  static final SortedMap<String, Set<String>> ENFORCERS =
      new TreeMap<>(
          Map.of(
              "token-interceptor",
              Set.of("fl-token-rules", "fl-policy-guard"),
              "client-policy-executor",
              Set.of(
                  "fl-token-policy",
                  "fl-redirect-uris",
                  "fl-password-grant",
                  "fl-public-pkce",
                  "fl-reserved-attributes")));

  /** The oldest Keycloak that has every class and method that the jar uses. */
  static final String OLDEST = "26.7.0";

  private StartupCheck() {}

  /**
   * Looks whether the server has all that enforces.
   *
   * @param factory the server's, with all factories loaded
   * @throws IllegalStateException when it has not, with a message of one line; Keycloak then does
   *     not start
   */
  public static void require(KeycloakSessionFactory factory) {
    ENFORCERS.forEach((spi, ids) -> require(factory, spi, ids));
    if (isOlderThanSupported(Version.VERSION)) {
      refuse("Keycloak " + Version.VERSION + " is too old. It needs " + OLDEST + " or later");
    }
  }

  private static void require(KeycloakSessionFactory factory, String spiName, Set<String> ids) {
    Optional<Spi> spi =
        factory.getSpis().stream().filter(one -> spiName.equals(one.getName())).findFirst();
    if (spi.isEmpty()) {
      refuse(
          "Keycloak "
              + Version.VERSION
              + " has no SPI "
              + spiName
              + ", without which no token rule holds. It needs Keycloak "
              + OLDEST
              + " or later");
    }
    SortedSet<String> missing = new TreeSet<>(ids);
    missing.removeAll(
        factory
            .getProviderFactoriesStream(spi.orElseThrow().getProviderClass())
            .map(one -> one.getId())
            .collect(Collectors.toSet()));
    if (!missing.isEmpty()) {
      refuse(
          "its providers "
              + String.join(", ", missing)
              + " are switched off, without which tokens are issued that must not be. Build"
              + " without --spi-"
              + spiName
              + "--"
              + missing.first()
              + "--enabled=false, and with the feature client-policies");
    }
  }

  /** A later version than any that is known starts: what it has counts, and not its number. */
  static boolean isOlderThanSupported(String version) {
    return ModuleDescriptor.Version.parse(version).compareTo(ModuleDescriptor.Version.parse(OLDEST))
        < 0;
  }

  private static void refuse(String reason) {
    throw new IllegalStateException(
        "fedrealm-spi-extensions.jar does not run here: " + reason + ", or remove the jar.");
  }
}
