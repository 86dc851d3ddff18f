package io.fedrealm.systemtests.support;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.EnumSet;

/**
 * A hospital's directory: an LDAP server with people and groups, which tells nothing to who has not
 * logged in.
 */
public final class Directory implements AutoCloseable {

  /** Everything is below. */
  public static final String BASE = "dc=hospital,dc=example";

  /** Where people are. */
  public static final String PEOPLE = "ou=people," + BASE;

  /** Where groups are. */
  public static final String GROUPS = "ou=groups," + BASE;

  /** The account that may search. */
  public static final String READER = "cn=reader," + BASE;

  private final InMemoryDirectoryServer server;

  /**
   * Starts it, without people.
   *
   * @param password of {@link #READER}
   */
  public Directory(String password) {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "loopback", InetAddress.getLoopbackAddress(), 0, null));
      config.setAuthenticationRequiredOperationTypes(
          EnumSet.complementOf(EnumSet.of(OperationType.BIND, OperationType.UNBIND)));
      server = new InMemoryDirectoryServer(config);
      server.startListening();
      add("dn: " + BASE, "objectClass: domain", "dc: hospital");
      add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
      add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
      add(
          "dn: " + READER,
          "objectClass: applicationProcess",
          "objectClass: simpleSecurityObject",
          "cn: reader",
          "userPassword: " + password);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its address. */
  public String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  /** Adds a person whose names and address are made of the user name. */
  public void addPerson(String username, String password) {
    add(
        "dn: " + person(username),
        "objectClass: inetOrgPerson",
        "uid: " + username,
        "cn: " + username,
        "sn: Person",
        "mail: " + username + "@hospital.example",
        "userPassword: " + password);
  }

  /** Adds a group; there has to be a member. */
  public void addGroup(String name, String username) {
    add(
        "dn: " + group(name),
        "objectClass: groupOfNames",
        "cn: " + name,
        "member: " + person(username));
  }

  /** Takes a person into a group. */
  public void join(String username, String group) {
    modify(group(group), new Modification(ModificationType.ADD, "member", person(username)));
  }

  /** Gives {@link #READER} another password; the old one is not accepted any more. */
  public void changePassword(String password) {
    modify(READER, new Modification(ModificationType.REPLACE, "userPassword", password));
  }

  private static String person(String username) {
    return "uid=" + username + "," + PEOPLE;
  }

  private static String group(String name) {
    return "cn=" + name + "," + GROUPS;
  }

  private void add(String... ldif) {
    try {
      server.add(ldif);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private void modify(String dn, Modification modification) {
    try {
      server.modify(dn, modification);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
