package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.stream.Stream;

/** How long access tokens live: what the realm says, and the clients that say otherwise. */
public final class Lifespans {

  private static final long KEYCLOAKS_LIFESPAN = 300;
  private static final long KEYCLOAKS_IDLE = 1800;
  private static final long KEYCLOAKS_MAX = 36000;

  /**
   * A lifespan.
   *
   * @param node where it stands
   * @param seconds how long
   */
  private record Lifespan(Node node, long seconds) {

    Violation hit() {
      return Violation.at(node, ValueFormatter.seconds(seconds));
    }
  }

  private Lifespans() {}

  /** Those that are longer than one time, and not longer than another. */
  public static Stream<Violation> between(AuditedRealm realm, long over, long most) {
    return all(realm).filter(l -> l.seconds > over && l.seconds <= most).map(Lifespan::hit);
  }

  /** Those that are longer than a session may be idle. */
  public static Stream<Violation> overIdle(AuditedRealm realm) {
    long idle = realm.get("ssoSessionIdleTimeout").number(KEYCLOAKS_IDLE);
    return all(realm).filter(lifespan -> lifespan.seconds > idle).map(Lifespan::hit);
  }

  private static Stream<Lifespan> all(AuditedRealm realm) {
    Node ofRealm = realm.get("accessTokenLifespan");
    return Stream.concat(
        Stream.of(new Lifespan(ofRealm, ofRealm.number(KEYCLOAKS_LIFESPAN))),
        realm
            .ownClients()
            .map(Lifespans::override)
            .filter(node -> node.number(0) != 0)
            .map(node -> new Lifespan(node, seconds(realm, node))));
  }

  private static Node override(Client client) {
    return client.attribute("access.token.lifespan");
  }

  /** -1 stands for the whole session (TokenManager.getTokenExpiration). */
  private static long seconds(AuditedRealm realm, Node node) {
    return node.number(0) < 0
        ? realm.get("ssoSessionMaxLifespan").number(KEYCLOAKS_MAX)
        : node.number(0);
  }
}
