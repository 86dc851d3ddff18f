package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a load met while parts of a cluster went and came back. */
public final class ClusterReport {

  private record Disruption(Instant from, Instant until, Duration restart) {

    boolean explains(RequestFailure failure) {
      return failure.overlaps(from, until)
          || mayBeLocked(failure) && failure.overlaps(from, from.plus(RotatingSessions.LOCK));
    }
  }

  private final String name;
  private final Load load;
  private final List<Disruption> disruptions = new ArrayList<>();

  /**
   * A report.
   *
   * @param name of what is done
   * @param load which is running
   */
  public ClusterReport(String name, Load load) {
    this.name = name;
    this.load = load;
  }

  /**
   * Notes a time in which a part was away.
   *
   * @param until when it has to be as if nothing had been, but for exchanges that were under way
   * @param restart how long the part took from its start until it worked
   */
  public void disruption(Instant from, Instant until, Duration restart) {
    disruptions.add(new Disruption(from, until, restart));
  }

  /**
   * @throws AssertionError when a request was answered wrongly, or not at all at another time
   */
  public void expectFailuresInDisruptionsOnly() {
    List<RequestFailure> unexpected =
        load.failures().stream()
            .filter(
                failure ->
                    failure.wrong() || disruptions.stream().noneMatch(it -> it.explains(failure)))
            .toList();
    if (!unexpected.isEmpty()) {
      throw new AssertionError(
          unexpected.size()
              + " requests:\n"
              + unexpected.stream()
                  .limit(10)
                  .map(RequestFailure::toString)
                  .collect(Collectors.joining("\n")));
    }
    if (load.right() == 0) {
      throw new AssertionError("no request was answered at all");
    }
  }

  /** Adds the figures to {@code target/docker/cluster-report.txt}. */
  public void write() {
    StringBuilder text = new StringBuilder();
    List<RequestFailure> failures = load.failures();
    text.append(
        "%s: %d requests right, %d without answer (%d tried again), %d wrong, %d sessions spent%n"
            .formatted(
                name,
                load.right(),
                failures.stream().filter(failure -> !failure.wrong()).count(),
                failures.stream().filter(ClusterReport::mayBeLocked).count(),
                failures.stream().filter(RequestFailure::wrong).count(),
                load.spent()));
    for (Disruption it : disruptions) {
      text.append(
          "  %s last failure after %.1f s, %d failures; started again in %.1f s%n"
              .formatted(
                  it.from(),
                  load.recovery(it.from(), it.until()).toMillis() / 1000.0,
                  failures.stream()
                      .filter(failure -> failure.overlaps(it.from(), it.until()))
                      .count(),
                  it.restart().toMillis() / 1000.0));
    }
    for (RequestFailure failure : failures.subList(0, Math.min(10, failures.size()))) {
      text.append("    ").append(failure.toString().replace('\n', ' ')).append('\n');
    }
    try {
      Path file = Cli.work().resolve("docker/cluster-report.txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mayBeLocked(RequestFailure failure) {
    return RotatingSessions.mayBeLocked(failure.what());
  }
}
