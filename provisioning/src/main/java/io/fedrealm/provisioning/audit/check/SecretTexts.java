package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.variable.Placeholder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a secret's text tells without being shown. */
public final class SecretTexts {

  private static final int LEAST_LENGTH = 16;

  private SecretTexts() {}

  public static boolean isSecret(Node node) {
    return SecretFields.isSecret(node.path());
  }

  /**
   * All secrets of services and servers. Passwords of people and keys have rules of their own; the
   * secret of a client that never authenticates opens nothing.
   */
  public static Stream<Node> all(AuditedRealm realm) {
    Set<String> idle =
        realm
            .clients()
            .filter(client -> client.isPublic() || client.isBuiltIn())
            .map(client -> client.node().get("secret").path())
            .collect(Collectors.toSet());
    return realm
        .secrets()
        .filter(secret -> !idle.contains(secret.path()))
        .filter(secret -> !secret.path().contains(".credentials["))
        .filter(secret -> !KeyProviders.isKeyMaterial(secret));
  }

  public static boolean isMask(String text) {
    return text.equals(SecretFields.MASK);
  }

  /** A variable and nothing else; a default would be a secret in the file. */
  private static boolean isVariable(String text) {
    List<Placeholder> placeholders = Placeholder.in(text);
    return placeholders.size() == 1
        && placeholders.get(0).text().equals(text)
        && placeholders.get(0).fallback().isEmpty();
  }

  public static boolean isInTheFile(Origin origin, String text) {
    return !isMask(text)
        && !text.startsWith("${vault.")
        && (origin == Origin.TEMPLATE ? !isVariable(text) : Placeholder.in(text).isEmpty());
  }

  public static boolean isImportedPlaceholder(Origin origin, String text) {
    return origin == Origin.EXPORT && !Placeholder.in(text).isEmpty();
  }

  public static boolean isKnownToAll(Origin origin, String text) {
    return text.isEmpty()
        || origin == Origin.LIVE && (isMask(text) || !Placeholder.in(text).isEmpty());
  }

  public static boolean isShort(Origin origin, String text) {
    return !text.isEmpty()
        && text.length() < LEAST_LENGTH
        && !isMask(text)
        && !text.startsWith("${")
        && Placeholder.in(text).isEmpty();
  }

  /** A placeholder can be shown, as long as it is not what a server has for its secret. */
  public static String shown(AuditedRealm realm, Node secret) {
    List<Placeholder> placeholders = Placeholder.in(secret.text());
    boolean plain =
        placeholders.size() == 1
            && placeholders.get(0).text().equals(secret.text())
            && placeholders.get(0).fallback().isEmpty();
    if (isMask(secret.text()) || realm.isFile() && plain) {
      return secret.text();
    }
    return "(secret)";
  }
}
