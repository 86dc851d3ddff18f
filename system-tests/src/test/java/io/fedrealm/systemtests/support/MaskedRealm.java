package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A realm with secrets that Keycloak never shows again: of a mail server, an identity provider and
 * an LDAP directory; and one, of a client, that it shows. They come in generations.
 */
public final class MaskedRealm {

  /** The realm's name. */
  public static final String NAME = "masked-secrets";

  /** The attribute by which masked secrets are known again. */
  public static final String MARKS = "fedrealm.secrets";

  /** What each secret holds. */
  public static final String CANARY = "canary-6b02e9d417fa5c83-";

  public static final String MAIL = "SMTP_PASSWORD";
  public static final String SITE = "SITE_SECRET";
  public static final String LDAP = "LDAP_PASSWORD";
  public static final String READER = "READER_SECRET";

  private static final String TEMPLATE =
      """
      {
        "realm": "masked-secrets", "enabled": true,
        "smtpServer": {"host": "127.0.0.1", "port": "${MAIL_PORT}", "from": "fl@example.org",
          "auth": "true", "user": "fl", "password": "${SMTP_PASSWORD}"},
        "identityProviders": [
          {"alias": "site-1", "providerId": "oidc", "enabled": true,
           "config": {"clientId": "federation", "clientSecret": "${SITE_SECRET}",
             "clientAuthMethod": "client_secret_post",
             "authorizationUrl": "${SITE_URL}/auth", "tokenUrl": "${SITE_URL}/token"}}
        ],
        "clients": [
          {"clientId": "reader", "secret": "${READER_SECRET}", "publicClient": false,
           "serviceAccountsEnabled": true, "standardFlowEnabled": false, "fullScopeAllowed": true}
        ],
        "components": {
          "org.keycloak.storage.UserStorageProvider": [
            {"name": "hospital-ldap", "providerId": "ldap",
             "config": {"enabled": ["false"], "vendor": ["other"], "editMode": ["READ_ONLY"],
               "connectionUrl": ["ldap://127.0.0.1:1"], "usersDn": ["ou=people,dc=a"],
               "authType": ["simple"], "bindDn": ["cn=fl,dc=a"],
               "bindCredential": ["${LDAP_PASSWORD}"], "usernameLDAPAttribute": ["uid"],
               "rdnLDAPAttribute": ["uid"], "uuidLDAPAttribute": ["entryUUID"],
               "userObjectClasses": ["person"]}}
          ]
        }
      }
      """;

  private final LocalKeycloak.Server server;
  private final SecretTakers takers;
  private final String template;

  /** Makes it anew, with the secrets of the generation {@code old}. */
  public MaskedRealm(LocalKeycloak.Server server, SecretTakers takers, Path folder) {
    this.server = server;
    this.takers = takers;
    try {
      template = Files.writeString(folder.resolve(NAME + ".json"), TEMPLATE).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.admin().send("DELETE", NAME, null);
    Cli.Result made = run(environment("old"), "apply", "--quiet");
    if (made.exitCode() != 0) {
      throw new AssertionError(made.output());
    }
  }

  /** Runs a command with the template. */
  public Cli.Result run(Map<String, String> environment, String... arguments) {
    return server.cli(environment, withTemplate(arguments));
  }

  /** Starts a command with the template. */
  public Cli.Running start(Map<String, String> environment, String... arguments) {
    return Cli.start(environment, withTemplate(arguments));
  }

  private String[] withTemplate(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(template);
    return all.toArray(String[]::new);
  }

  /** A secret of a generation. */
  public static String secret(String generation, String variable) {
    return CANARY + generation + "-" + variable.toLowerCase();
  }

  /** The environment for a command, with all secrets of a generation. */
  public Map<String, String> environment(String generation) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("MAIL_PORT", Integer.toString(takers.mailPort()));
    environment.put("SITE_URL", takers.siteUrl());
    for (String variable : List.of(MAIL, SITE, LDAP, READER)) {
      environment.put(variable, secret(generation, variable));
    }
    return environment;
  }

  /** Changes one of the masked secrets as somebody does in the admin console. */
  public void changeByHand(String variable, String generation) {
    String secret = secret(generation, variable);
    Admin admin = server.admin();
    switch (variable) {
      case MAIL -> {
        ObjectNode mail = (ObjectNode) admin.get(NAME).path("smtpServer");
        ObjectNode realm = JsonNodeFactory.instance.objectNode();
        realm.set("smtpServer", mail.put("password", secret));
        admin.write("PUT", NAME, realm);
      }
      case SITE -> {
        ObjectNode site = (ObjectNode) admin.get(NAME + "/identity-provider/instances/site-1");
        site.withObjectProperty("config").put("clientSecret", secret);
        admin.write("PUT", NAME + "/identity-provider/instances/site-1", site);
      }
      case LDAP -> {
        ObjectNode ldap = (ObjectNode) admin.get(NAME + "/components?name=hospital-ldap").path(0);
        ldap.withObjectProperty("config").putArray("bindCredential").add(secret);
        admin.write("PUT", NAME + "/components/" + ldap.path("id").asText(), ldap);
      }
      default -> throw new IllegalArgumentException(variable);
    }
  }

  /** Removes the marks, as in a realm that this tool has not made. */
  public void forgetMarks() {
    ObjectNode realm = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = (ObjectNode) server.admin().get(NAME).path("attributes");
    attributes.remove(MARKS);
    realm.set("attributes", attributes);
    server.admin().write("PUT", NAME, realm);
  }
}
