package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * What people log in with: hashes in the form of versions before 8, and what nobody but the person
 * can set up (one-time passwords, passkeys).
 */
final class OldCredentials implements Translation {

  private static final String CREDENTIALS = "credentials";
  private static final String HASH = "hashedSaltedValue";

  /** Of one credential in a realm's file; ids are taken already in the realm that they are of. */
  private static final Set<String> KEPT =
      Set.of("type", "value", "secretData", "credentialData", "temporary", "userLabel");

  @Override
  public void apply(ForeignRealm realm) {
    for (ObjectNode user : realm.objects("users")) {
      if (user.path(CREDENTIALS) instanceof ArrayNode credentials) {
        for (JsonNode credential : List.copyOf(ForeignRealm.objects(credentials))) {
          String type = credential.path("type").asText("password");
          if (!type.equals("password")) {
            realm.notKept(
                credential, "", "only the person can set up a credential of type " + type);
            credentials.removeIf(other -> other == credential);
          } else {
            password((ObjectNode) credential, realm);
          }
        }
      }
    }
  }

  private static void password(ObjectNode credential, ForeignRealm realm) {
    if (credential.hasNonNull(HASH)) {
      ObjectNode secret = JsonNodeFactory.instance.objectNode();
      secret.set("value", credential.get(HASH));
      secret.set("salt", credential.path("salt"));
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.put("hashIterations", credential.path("hashIterations").asInt(1));
      data.put("algorithm", credential.path("algorithm").asText("pbkdf2"));
      credential.put("secretData", secret.toString()).put("credentialData", data.toString());
      realm.translated(credential, HASH, "the hash is in secretData since Keycloak 8");
    }
    credential.retain(KEPT);
  }
}
