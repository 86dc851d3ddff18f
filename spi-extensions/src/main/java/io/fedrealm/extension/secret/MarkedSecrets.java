package io.fedrealm.extension.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.models.utils.StripSecretsUtils;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * What of a realm has secrets, as Keycloak shows it, with something else in place of each mask. It
 * is built on what Keycloak has masked, so that it can show nothing that Keycloak does not.
 */
final class MarkedSecrets {

  /** A secret that is not set; Keycloak shows a mask for it all the same. */
  private static final String NONE = "";

  private MarkedSecrets() {}

  /** The realm with the marks of its secrets. */
  static JsonNode of(KeycloakSession session, RealmModel realm) {
    ObjectNode real = JsonSerialization.mapper.valueToTree(representation(session, realm));
    JsonNode masked = JsonSerialization.mapper.valueToTree(masked(session, real));
    return marked(masked, real, secret -> SecretFingerprint.of(realm.getId(), secret));
  }

  /** With the secrets, and nothing that a template cannot name. */
  private static RealmRepresentation representation(KeycloakSession session, RealmModel realm) {
    RealmRepresentation representation = new RealmRepresentation();
    representation.setRealm(realm.getName());
    representation.setSmtpServer(new HashMap<>(realm.getSmtpConfig()));
    representation.setIdentityProviders(
        session
            .identityProviders()
            .getAllStream(IdentityProviderQuery.any())
            .map(provider -> ModelToRepresentation.toRepresentation(session, realm, provider, true))
            .toList());
    representation.setComponents(components(realm, realm.getId()));
    ModelToRepresentation.exportAuthenticationFlows(session, realm, representation);
    return representation;
  }

  /**
   * As ExportUtils.exportComponents, but for the configuration: the list of a parent's components
   * comes from the realm's cache, in which every export puts masks in place of the secrets
   * (StripSecretsUtils changes the map itself). What is found by its id, as Keycloak itself does
   * when it uses a component, keeps them.
   */
  private static MultivaluedHashMap<String, ComponentExportRepresentation> components(
      RealmModel realm, String parentId) {
    MultivaluedHashMap<String, ComponentExportRepresentation> components =
        new MultivaluedHashMap<>();
    realm
        .getComponentsStream(parentId)
        .forEach(
            component -> {
              ComponentExportRepresentation representation = new ComponentExportRepresentation();
              representation.setProviderId(component.getProviderId());
              representation.setName(component.getName());
              representation.setSubType(component.getSubType());
              representation.setConfig(realm.getComponent(component.getId()).getConfig());
              representation.setSubComponents(components(realm, component.getId()));
              components.add(component.getProviderType(), representation);
            });
    return components;
  }

  /** A copy: Keycloak masks in place, and the maps are those of its models. */
  private static RealmRepresentation masked(KeycloakSession session, ObjectNode real) {
    try {
      return StripSecretsUtils.stripSecrets(
          session, JsonSerialization.mapper.treeToValue(real, RealmRepresentation.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Keycloak does not read its own representation of a realm");
    }
  }

  /**
   * A value with something else in place of each mask. One of several in a list stays a mask.
   *
   * @param masked as Keycloak shows it
   * @param real the same with the secrets
   * @param mark what to show for a secret
   */
  static JsonNode marked(JsonNode masked, JsonNode real, UnaryOperator<String> mark) {
    if (masked instanceof ObjectNode object) {
      ObjectNode marked = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field -> {
                JsonNode value = real.path(field.getKey());
                marked.set(field.getKey(), marked(field.getValue(), value, mark));
              });
      return marked;
    }
    if (masked instanceof ArrayNode array) {
      ArrayNode marked = JsonNodeFactory.instance.arrayNode();
      for (int index = 0; index < array.size(); index++) {
        JsonNode element = array.get(index);
        boolean stays = isMask(element) && array.size() > 1;
        marked.add(stays ? element : marked(element, real.path(index), mark));
      }
      return marked;
    }
    return isMask(masked) ? JsonNodeFactory.instance.textNode(mark(real.asText(), mark)) : masked;
  }

  private static String mark(String secret, UnaryOperator<String> mark) {
    return secret.isEmpty() ? NONE : mark.apply(secret);
  }

  private static boolean isMask(JsonNode value) {
    return value.asText().equals(ComponentRepresentation.SECRET_VALUE);
  }
}
