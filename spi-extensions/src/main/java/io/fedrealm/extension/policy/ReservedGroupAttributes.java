package io.fedrealm.extension.policy;

import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.keycloak.common.util.Encode;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.ErrorResponse;

/**
 * Refuses a change of the attributes of groups that give rights, unless an administrator of the
 * realm makes it. Who looks after a group by fine-grained permissions may otherwise write into it
 * any study, job, site or organisation of its members.
 *
 * <p>Keycloak runs no client policy for groups, and tells of a change while it is made: before a
 * new value is there (GroupAdapter.setAttribute, 26.7.3). So what was stored is read when the first
 * change comes, and compared when all are made, before the transaction ends.
 */
final class ReservedGroupAttributes {

  private ReservedGroupAttributes() {}

  /**
   * Starts to look at changes of groups.
   *
   * @param factory the server's
   */
  static void watch(KeycloakSessionFactory factory) {
    factory.register(
        event -> {
          if (event instanceof GroupModel.GroupUpdatedEvent change) {
            look(change);
          }
        });
  }

  private static void look(GroupModel.GroupUpdatedEvent change) {
    KeycloakSession session = change.getKeycloakSession();
    RealmModel realm = change.getRealm();
    // Without one it is no request of the admin API: an import, a synchronisation.
    if (realm == null
        || !(session.getContext().getBearerToken() instanceof JsonWebToken token)
        || isAdministrator(session, realm, token)) {
      return;
    }
    String group = change.getGroup().getId();
    String mark = ReservedGroupAttributes.class.getName() + '.' + group;
    if (session.getAttribute(mark) == null) {
      session.setAttribute(mark, Boolean.TRUE);
      Map<String, List<String>> stored = stored(session, realm.getId(), group);
      session
          .getTransactionManager()
          .enlistPrepare(
              new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                  // Who makes a realm administers it only now.
                  if (!isAdministrator(session, realm, token)) {
                    compare(stored, reserved(change.getGroup()));
                  }
                }

                @Override
                protected void rollbackImpl() {
                  // Nothing has been done.
                }
              });
    }
  }

  private static boolean isAdministrator(
      KeycloakSession session, RealmModel realm, JsonWebToken token) {
    String issuer = String.valueOf(token.getIssuer());
    RealmModel home =
        session
            .realms()
            .getRealmByName(Encode.decodePath(issuer.substring(issuer.lastIndexOf('/') + 1)));
    UserModel author =
        home == null || token.getSubject() == null
            ? null
            : session.users().getUserById(home, token.getSubject());
    return Administrators.holds(author, realm, AdminRoles.MANAGE_USERS)
        || Administrators.holds(author, realm, AdminRoles.MANAGE_REALM);
  }

  private static Map<String, List<String>> stored(
      KeycloakSession session, String realmId, String groupId) {
    Map<String, List<String>> stored = new HashMap<>();
    KeycloakModelUtils.runJobInTransaction(
        session.getKeycloakSessionFactory(),
        own -> {
          RealmModel realm = own.realms().getRealm(realmId);
          GroupModel group = realm == null ? null : own.groups().getGroupById(realm, groupId);
          if (group != null) {
            stored.putAll(reserved(group));
          }
        });
    return stored;
  }

  private static Map<String, List<String>> reserved(GroupModel group) {
    Map<String, List<String>> reserved = new HashMap<>();
    group
        .getAttributes()
        .forEach(
            (name, values) -> {
              if (name.startsWith(ReservedAttributes.PREFIX)) {
                reserved.put(name, sorted(values));
              }
            });
    return reserved;
  }

  private static List<String> sorted(Collection<String> values) {
    return values.stream().sorted().toList();
  }

  private static void compare(Map<String, List<String>> stored, Map<String, List<String>> wanted) {
    TreeSet<String> names = new TreeSet<>(stored.keySet());
    names.addAll(wanted.keySet());
    names.removeIf(
        name -> stored.getOrDefault(name, List.of()).equals(wanted.getOrDefault(name, List.of())));
    if (!names.isEmpty()) {
      throw ErrorResponse.error(
          "attribute "
              + String.join(", ", names)
              + " of a group can only be set by an administrator of the realm",
          Response.Status.FORBIDDEN);
    }
  }
}
