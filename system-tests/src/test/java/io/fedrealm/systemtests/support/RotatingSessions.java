package io.fedrealm.systemtests.support;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sessions of an application in a realm that exchanges refresh tokens: a token is good for one use,
 * and the application keeps the one that comes back. Where no answer came, it cannot know whether
 * its token is spent; it tries it again, and only then may it be refused (docs/operations.md).
 *
 * <p>Or it may find the exchange locked. Keycloak makes the exchanges of a session wait for each
 * other, by an entry in a cache that all nodes have; a node that is killed leaves it behind, and
 * another that is asked then waits for ten seconds and answers with 500 (
 * org.keycloak.protocol.oidc.refresh.AbstractRefreshTokenProvider, Keycloak 26.7.3).
 */
final class RotatingSessions {

  private record Session(int person, String token, boolean inDoubt) {}

  /** How long the lock of an exchange lives that nobody removes. */
  static final Duration LOCK = Duration.ofSeconds(60);

  private static final String REPEATED = "status 500 for an exchange that got no answer before";

  private final RealmClient realm;
  private final int limit;
  private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spent = new AtomicInteger();

  /**
   * @param realm which exchanges refresh tokens
   * @param limit how many sessions are used
   */
  RotatingSessions(RealmClient realm, int limit) {
    this.realm = realm;
    this.limit = limit;
  }

  /** Takes the session of a login, if there are not enough of them. */
  void offer(int person, Http.Answer login) {
    if (sessions.size() < limit) {
      sessions.add(session(person, login));
    }
  }

  /** How many sessions ended because the answer with their next token was lost. */
  int spent() {
    return spent.get();
  }

  /** Counts anew. */
  void forgetSpent() {
    spent.set(0);
  }

  /** Whether a message is about an exchange that may have met the lock of an earlier attempt. */
  static boolean mayBeLocked(String message) {
    return message.endsWith(REPEATED);
  }

  /**
   * Refreshes the session whose turn it is.
   *
   * @throws AssertionError when it is refused although every answer had come
   * @throws UncheckedIOException when no answer comes
   */
  void refreshNext() {
    Session session = sessions.remove();
    try {
      take(session, LoadRealm.refreshed(realm, session.token()));
    } catch (UncheckedIOException e) {
      sessions.add(inDoubt(session));
      throw e;
    }
  }

  /** Uses every session once, when no lock can be left; fails on the first that is lost. */
  void expectNoneLost() {
    Instant unlocked = Instant.now().plus(LOCK);
    for (int number = sessions.size(); number > 0; number--) {
      Session session = sessions.remove();
      Http.Answer answer = LoadRealm.refreshed(realm, session.token());
      while (mayBeLocked(session, answer) && Instant.now().isBefore(unlocked)) {
        answer = LoadRealm.refreshed(realm, session.token());
      }
      take(session, answer);
    }
  }

  private void take(Session session, Http.Answer answer) {
    if (isSpent(session, answer)) {
      spent.incrementAndGet();
      return;
    }
    if (answer.status() / 100 == 5) {
      sessions.add(inDoubt(session));
    }
    if (mayBeLocked(session, answer)) {
      throw new AssertionError(REPEATED);
    }
    Load.expect(answer, "preferred_username", LoadRealm.person(session.person()));
    sessions.add(session(session.person(), answer));
  }

  private static boolean mayBeLocked(Session session, Http.Answer answer) {
    return session.inDoubt() && answer.status() == 500;
  }

  private static boolean isSpent(Session session, Http.Answer answer) {
    return session.inDoubt()
        && answer.status() == 400
        && answer.json().path("error").asText().equals("invalid_grant");
  }

  private static Session session(int person, Http.Answer answer) {
    return new Session(person, answer.json().path("refresh_token").asText(), false);
  }

  private static Session inDoubt(Session session) {
    return new Session(session.person(), session.token(), true);
  }
}
