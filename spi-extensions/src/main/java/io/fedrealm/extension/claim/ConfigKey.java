package io.fedrealm.extension.claim;

import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * One property of a mapper's configuration: the key in the realm JSON, the label in the admin
 * console and the default. Console and reader take it from here, so that they cannot differ.
 *
 * @param name the key, never null
 * @param label the label that the console shows and that messages name, never null
 * @param defaultValue what an absent key means; null when the property has to be set
 */
public record ConfigKey(String name, String label, String defaultValue) {

  /**
   * Adds the property to those that the admin console shows.
   *
   * @param properties the properties so far
   * @param type one of the types of {@link ProviderConfigProperty}
   * @param helpText what the property means, in full sentences
   * @return the same builder
   */
  public ProviderConfigurationBuilder addTo(
      ProviderConfigurationBuilder properties, String type, String helpText) {
    return properties
        .property()
        .name(name)
        .label(label)
        .helpText(helpText)
        .type(type)
        .defaultValue(defaultValue)
        .required(ProviderConfigProperty.STRING_TYPE.equals(type))
        .add();
  }
}
