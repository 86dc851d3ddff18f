package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.module.ModuleDescriptor.Version;
import java.util.HashSet;
import java.util.Set;

/**
 * What is installed on a server, from {@code GET /admin/serverinfo}. Asked before the first write,
 * because Keycloak accepts a mapper that it does not have and leaves out its claim without a word.
 */
public final class ServerCapabilities {

  private final JsonNode serverInfo;

  /**
   * @param serverInfo the answer of {@code /admin/serverinfo}
   */
  public ServerCapabilities(JsonNode serverInfo) {
    this.serverInfo = serverInfo;
  }

  /** The server's version, for example {@code 26.7.3}. */
  public String version() {
    return serverInfo.at("/systemInfo/version").asText("unknown");
  }

  /**
   * Whether the server is surely older than a version. One that does not tell its version is not.
   *
   * @param other for example {@code 26.8}
   */
  public boolean isOlderThan(String other) {
    try {
      return Version.parse(version()).compareTo(Version.parse(other)) < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Ids of the protocol mappers of a protocol, for example {@code openid-connect}. */
  public Set<String> protocolMappers(String protocol) {
    Set<String> ids = new HashSet<>();
    serverInfo
        .path("protocolMapperTypes")
        .path(protocol)
        .forEach(type -> ids.add(type.path("id").asText()));
    return ids;
  }

  /** Ids of the providers of an SPI, for example {@code client-policy-executor}. */
  public Set<String> providers(String spi) {
    Set<String> ids = new HashSet<>();
    serverInfo
        .path("providers")
        .path(spi)
        .path("providers")
        .fieldNames()
        .forEachRemaining(ids::add);
    return ids;
  }

  /**
   * Whether a feature is off or gone, for example {@code ORGANIZATION}. A server that does not tell
   * its features counts as having all.
   */
  public boolean lacksFeature(String name) {
    JsonNode features = serverInfo.path("features");
    return !features.isEmpty()
        && features
            .valueStream()
            .noneMatch(f -> f.path("name").asText().equals(name) && f.path("enabled").asBoolean());
  }

  /** Ids of the components of a type, for example {@code org.keycloak.keys.KeyProvider}. */
  public Set<String> components(String type) {
    Set<String> ids = new HashSet<>();
    serverInfo.path("componentTypes").path(type).forEach(c -> ids.add(c.path("id").asText()));
    return ids;
  }

  /**
   * Names of the themes of a type: {@code login}, {@code account}, {@code email}, {@code admin}.
   */
  public Set<String> themes(String type) {
    Set<String> names = new HashSet<>();
    serverInfo.path("themes").path(type).forEach(theme -> names.add(theme.path("name").asText()));
    return names;
  }
}
