package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a realm's keys come from. */
public final class KeyProviders {

  private static final String TYPE = "org.keycloak.keys.KeyProvider";
  private static final List<String> MATERIAL =
      List.of("privateKey", "secret", "keystorePassword", "keyPassword");
  private static final Set<String> RSA = Set.of("rsa-generated", "rsa", "java-keystore");

  private KeyProviders() {}

  public static Node list(AuditedRealm realm) {
    return realm.get("components").get(TYPE);
  }

  public static Stream<Node> all(AuditedRealm realm) {
    return list(realm).elements();
  }

  /** A value of a provider's configuration: a list of one. */
  public static Node config(Node provider, String name) {
    Node values = provider.get("config").get(name);
    return values.elements().findFirst().orElse(values);
  }

  /** Whether a provider can sign with RSA. */
  public static boolean isRsa(Node provider) {
    return RSA.contains(provider.get("providerId").text());
  }

  /** The values of a provider that are keys or open a store of keys. */
  public static Stream<Node> material(Node provider) {
    return MATERIAL.stream()
        .map(name -> config(provider, name))
        .filter(value -> !value.text().isEmpty() && !SecretTexts.isMask(value.text()));
  }

  public static boolean isKeyMaterial(Node leaf) {
    return leaf.path().contains(TYPE) || leaf.path().matches("\\$\\.(privateKey|codeSecret)");
  }
}
