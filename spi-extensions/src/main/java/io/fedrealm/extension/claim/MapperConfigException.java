package io.fedrealm.extension.claim;

import java.util.List;

/**
 * A mapper's configuration that cannot be used. The message lists every problem as "label: reason"
 * and repeats no configured value.
 *
 * <p>The message has neither curly brackets nor single quotes: Keycloak's admin API passes it
 * through {@link java.text.MessageFormat} (ProtocolMappersResource.validateModel), where both have
 * a meaning.
 */
public final class MapperConfigException extends Exception {

  private final List<String> properties;

  MapperConfigException(List<String> properties, List<String> problems) {
    super(String.join("; ", problems));
    this.properties = List.copyOf(properties);
  }

  /**
   * The keys of the properties that are wrong.
   *
   * @return at least one key, in the order of the properties
   */
  public List<String> properties() {
    return properties;
  }
}
