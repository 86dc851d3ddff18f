package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A realm whose people come from a {@link Directory}: those of its groups have their roles. */
public final class LdapRealm {

  /** The realm's name. */
  public static final String NAME = "hospital-people";

  /** What each password holds. */
  public static final String CANARY = "canary-1f7ac95e3b60d284-";

  /** The variable of the password with which the realm searches the directory. */
  public static final String BIND_PASSWORD = "LDAP_PASSWORD";

  private static final String REDIRECT = "https://app.hospital.example/cb";

  private static final String TEMPLATE =
      """
      {
        "realm": "hospital-people", "enabled": true,
        "roles": {"realm": [{"name": "Data-Admin"}, {"name": "Admin"}]},
        "groups": [
          {"name": "Data-Admin", "realmRoles": ["Data-Admin"]},
          {"name": "Admin", "realmRoles": ["Admin"]},
          {"name": "Guests"}
        ],
        "clients": [
          {"clientId": "app", "publicClient": true, "standardFlowEnabled": true,
           "directAccessGrantsEnabled": false, "fullScopeAllowed": true,
           "redirectUris": ["https://app.hospital.example/cb"],
           "attributes": {"pkce.code.challenge.method": "S256"}}
        ],
        "components": {
          "org.keycloak.storage.UserStorageProvider": [
            {"name": "hospital", "providerId": "ldap",
             "config": {"enabled": ["true"], "vendor": ["other"], "editMode": ["READ_ONLY"],
               "connectionUrl": ["${LDAP_URL}"], "usersDn": ["ou=people,dc=hospital,dc=example"],
               "authType": ["simple"], "bindDn": ["cn=reader,dc=hospital,dc=example"],
               "bindCredential": ["${LDAP_PASSWORD}"], "connectionPooling": ["false"],
               "usernameLDAPAttribute": ["uid"], "rdnLDAPAttribute": ["uid"],
               "uuidLDAPAttribute": ["entryUUID"], "userObjectClasses": ["inetOrgPerson"]},
             "subComponents": {
               "org.keycloak.storage.ldap.mappers.LDAPStorageMapper": [
                 {"name": "groups", "providerId": "group-ldap-mapper",
                  "config": {"groups.dn": ["ou=groups,dc=hospital,dc=example"], "mode": ["READ_ONLY"],
                    "group.name.ldap.attribute": ["cn"], "group.object.classes": ["groupOfNames"],
                    "membership.ldap.attribute": ["member"], "membership.attribute.type": ["DN"],
                    "membership.user.ldap.attribute": ["uid"], "preserve.group.inheritance": ["false"],
                    "user.roles.retrieve.strategy": ["LOAD_GROUPS_BY_MEMBER_ATTRIBUTE"]}}
               ]
             }}
          ]
        }
      }
      """;

  private final LocalKeycloak.Server server;
  private final Directory directory;
  private final Path template;

  /** Nothing is applied yet; a realm of an earlier test is deleted. */
  public LdapRealm(LocalKeycloak.Server server, Directory directory, Path folder) {
    this.server = server;
    this.directory = directory;
    try {
      template = Files.writeString(folder.resolve(NAME + ".json"), TEMPLATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.admin().send("DELETE", NAME, null);
  }

  /** A password of a generation, of the account that searches or of a person. */
  public static String password(String generation) {
    return CANARY + generation;
  }

  /** The environment for a command, with the bind password of a generation. */
  public Map<String, String> environment(String generation) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("LDAP_URL", directory.url());
    environment.put(BIND_PASSWORD, password(generation));
    return environment;
  }

  /** Runs a command with the template. */
  public Cli.Result run(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(template.toString());
    return server.cli(environment, all.toArray(String[]::new));
  }

  /** A person before the login form of the application. */
  public SignIn signIn() {
    return new SignIn(server.realm(NAME), "app", REDIRECT);
  }
}
