package io.fedrealm.provisioning.nvflare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a handler finds what proves who it is; never the secret itself.
 *
 * @param setting the handler's argument
 * @param value a path, or the name of an environment variable
 * @param keyId the id of a key; empty for a secret
 */
public record KitCredential(String setting, String value, String keyId) {

  /** A client secret in a file; relative paths count from the kit's folder. */
  public static KitCredential secretFile(String path) {
    return new KitCredential("secret_file", path, "");
  }

  /** A client secret in an environment variable of the process. */
  public static KitCredential secretVariable(String name) {
    return new KitCredential("secret_env", name, "");
  }

  /** A private key in a PEM file. */
  public static KitCredential keyFile(String path, String keyId) {
    return new KitCredential("key_file", path, keyId);
  }

  void into(ObjectNode arguments) {
    arguments.put(setting, value);
    if (!keyId.isEmpty()) {
      arguments.put("key_id", keyId);
    }
  }
}
