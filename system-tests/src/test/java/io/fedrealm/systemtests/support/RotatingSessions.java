package io.fedrealm.systemtests.support;

import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sessions of an application in a realm that exchanges refresh tokens: a token is good for one use,
 * and the application keeps the one that comes back. Where no answer came, it cannot know whether
 * its token is spent; it tries it again, and only then may it be refused (docs/operations.md).
 */
final class RotatingSessions {

  private record Session(int person, String token, boolean inDoubt) {}

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

  /**
   * Refreshes the session whose turn it is.
   *
   * @throws AssertionError when it is refused although every answer had come
   * @throws UncheckedIOException when no answer comes
   */
  void refreshNext() {
    Session session = sessions.remove();
    Http.Answer answer;
    try {
      answer = LoadRealm.refreshed(realm, session.token());
    } catch (UncheckedIOException e) {
      sessions.add(inDoubt(session));
      throw e;
    }
    if (isSpent(session, answer)) {
      spent.incrementAndGet();
      return;
    }
    if (answer.status() / 100 == 5) {
      sessions.add(inDoubt(session));
    }
    Load.expect(answer, "preferred_username", LoadRealm.person(session.person()));
    sessions.add(session(session.person(), answer));
  }

  /** Uses every session once; fails on the first that is lost. */
  void expectNoneLost() {
    for (int number = sessions.size(); number > 0; number--) {
      refreshNext();
    }
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
