package io.fedrealm.systemtests.support;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A steady, bounded load of logins, client credentials and refresh requests, on a realm that lets
 * refresh tokens be used again and on one that exchanges them at each use. It looks at every
 * answer: right, not available (5xx, or no answer; for a login any error page), or wrong: a token
 * for somebody else, or a refusal of a token request, after which a client would give up.
 */
public final class Load implements AutoCloseable {

  private static final int SESSIONS = 12;
  private static final long LOGIN_MILLISECONDS = 700;
  private static final long SERVICE_MILLISECONDS = 100;
  private static final long REFRESH_MILLISECONDS = 150;

  private static final String LOGIN = "login";
  private static final String OTHER_PERSON = "a token for ";

  private final RealmClient realm;
  private final RealmClient rotatingRealm;
  private final RotatingSessions rotating;
  private final List<String> refreshTokens = new ArrayList<>();
  private final List<String> offlineTokens = new ArrayList<>();
  private final Queue<RequestFailure> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger turn = new AtomicInteger();
  private ScheduledExecutorService workers;

  /**
   * Makes the realms on a server, and signs people in to sessions that have to last.
   *
   * @param url base URL of the server
   * @param name of the realm, and the beginning of that of the other
   */
  public Load(String url, Admin admin, String name) {
    this.realm = new RealmClient(url + "/realms/" + name);
    this.rotatingRealm = new RealmClient(url + "/realms/" + name + "-rotating");
    this.rotating = new RotatingSessions(rotatingRealm, SESSIONS);
    LoadRealm.create(admin, name, false);
    LoadRealm.create(admin, name + "-rotating", true);
    for (int number = 0; number < SESSIONS; number++) {
      refreshTokens.add(refreshToken(signIn(realm, number, "openid")));
      offlineTokens.add(refreshToken(signIn(realm, number, "openid offline_access")));
      logIn();
    }
  }

  /** Starts to send. */
  public Load start() {
    failures.clear();
    right.set(0);
    rotating.forgetSpent();
    workers = Executors.newScheduledThreadPool(5);
    every(LOGIN_MILLISECONDS, LOGIN, this::logIn);
    every(SERVICE_MILLISECONDS, "client credentials", this::serviceToken);
    every(REFRESH_MILLISECONDS, "refresh", () -> refresh(refreshTokens, next()));
    every(REFRESH_MILLISECONDS, "offline refresh", () -> refresh(offlineTokens, next()));
    every(REFRESH_MILLISECONDS, "rotating refresh", rotating::refreshNext);
    return this;
  }

  /** Stops to send; what is under way is waited for. */
  public void stop() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(90, TimeUnit.SECONDS)) {
        throw new AssertionError("requests without an answer for 90 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }

  /** How many requests were answered as they should be. */
  public int right() {
    return right.get();
  }

  /** How many rotating sessions ended because the answer with their next token was lost. */
  public int spent() {
    return rotating.spent();
  }

  /** All the others. */
  public List<RequestFailure> failures() {
    return List.copyOf(failures);
  }

  /**
   * When the last request failed between two moments, counted from the first; zero without one.
   * Exchanges that are sent again do not count, see {@link RotatingSessions}.
   */
  public Duration recovery(Instant from, Instant until) {
    return failures.stream()
        .filter(failure -> failure.overlaps(from, until))
        .filter(failure -> !RotatingSessions.mayBeLocked(failure.what()))
        .map(failure -> Duration.between(from, failure.ended()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * Uses every session and offline token that was there at the beginning; fails on the first lost.
   */
  public void expectNoneLost() {
    for (int number = 0; number < SESSIONS; number++) {
      refresh(refreshTokens, number);
      refresh(offlineTokens, number);
    }
    rotating.expectNoneLost();
  }

  /** Uses one of these tokens; fails when the server still knows it. */
  public void expectGone() {
    Http.Answer answer = LoadRealm.refreshed(realm, refreshTokens.get(0));
    if (answer.status() / 100 != 4) {
      throw new AssertionError("the session is still there: status " + answer.status());
    }
  }

  private void every(long milliseconds, String what, Runnable request) {
    workers.scheduleWithFixedDelay(
        () -> observe(what, request), 0, milliseconds, TimeUnit.MILLISECONDS);
  }

  private void observe(String what, Runnable request) {
    Instant begun = Instant.now();
    try {
      request.run();
      right.incrementAndGet();
    } catch (RuntimeException | AssertionError e) {
      String message = String.valueOf(e.getMessage());
      failures.add(
          new RequestFailure(begun, Instant.now(), what + ": " + message, isWrong(what, e)));
    }
  }

  /** A login that shows an error page, whatever its status, has failed and can be done again. */
  private static boolean isWrong(String what, Throwable failure) {
    if (failure instanceof UncheckedIOException) {
      return false;
    }
    String message = String.valueOf(failure.getMessage());
    return message.startsWith(OTHER_PERSON)
        || !what.equals(LOGIN) && !message.matches("(?s)status 50[0234] .*");
  }

  private void logIn() {
    int number = next() % LoadRealm.PEOPLE;
    rotating.offer(number, signIn(rotatingRealm, number, "openid"));
  }

  private static Http.Answer signIn(RealmClient realm, int number, String scope) {
    String person = LoadRealm.person(number % LoadRealm.PEOPLE);
    Http.Answer answer =
        new SignIn(realm, LoadRealm.APPLICATION, LoadRealm.REDIRECT_URI)
            .token(person, LoadRealm.PASSWORD, scope);
    expect(answer, "preferred_username", person);
    return answer;
  }

  private static String refreshToken(Http.Answer answer) {
    return answer.json().path("refresh_token").asText();
  }

  private void serviceToken() {
    expect(
        realm.clientCredentials(LoadRealm.SERVICE, LoadRealm.SECRET, ""),
        "client_id",
        LoadRealm.SERVICE);
  }

  private int next() {
    return turn.incrementAndGet() % SESSIONS;
  }

  private void refresh(List<String> tokens, int number) {
    expect(
        LoadRealm.refreshed(realm, tokens.get(number)),
        "preferred_username",
        LoadRealm.person(number % LoadRealm.PEOPLE));
  }

  static void expect(Http.Answer answer, String claim, String value) {
    if (answer.status() != 200) {
      String error = answer.status() / 100 == 5 ? "" : answer.body();
      throw new AssertionError("status " + answer.status() + " " + error);
    }
    String actual = RealmClient.accessToken(answer).claims().path(claim).asText();
    if (!actual.equals(value)) {
      throw new AssertionError(OTHER_PERSON + actual + " instead of " + value);
    }
  }
}
