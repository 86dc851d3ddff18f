package io.fedrealm.provisioning.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a realm.
 *
 * @param token unique to a run
 * @param user who started it, as the operating system calls them
 * @param process where it runs
 * @param since when it took the realm
 * @param renewed when it last said that it is still there; changes with every renewal
 */
record Holder(String token, String user, RunningProcess process, Instant since, Instant renewed) {

  /** This process, from now on. */
  static Holder me() {
    Instant now = Instant.now();
    String user = System.getProperty("user.name", "unknown");
    return new Holder(UUID.randomUUID().toString(), user, RunningProcess.me(), now, now);
  }

  /** The same, a moment later. */
  Holder renewedNow() {
    return new Holder(token, user, process, since, Instant.now());
  }

  /** The attributes of the role that stands for a lease. */
  ObjectNode attributes() {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    attributes.putArray("token").add(token);
    attributes.putArray("user").add(user);
    attributes.putArray("host").add(process.host());
    attributes.putArray("machine").add(process.machine());
    attributes.putArray("process").add(Long.toString(process.id()));
    attributes.putArray("since").add(since.toString());
    attributes.putArray("renewed").add(renewed.toString());
    return attributes;
  }

  /** What {@link #attributes()} gave; texts that are no such thing are unknown, never an error. */
  static Holder of(JsonNode attributes) {
    RunningProcess process =
        new RunningProcess(
            text(attributes, "host"),
            text(attributes, "machine"),
            number(text(attributes, "process")));
    return new Holder(
        text(attributes, "token"),
        text(attributes, "user"),
        process,
        time(attributes, "since").orElse(Instant.EPOCH),
        time(attributes, "renewed").orElse(Instant.EPOCH));
  }

  private static String text(JsonNode attributes, String name) {
    return attributes.path(name).path(0).asText("");
  }

  private static long number(String text) {
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  private static Optional<Instant> time(JsonNode attributes, String name) {
    try {
      return Optional.of(Instant.parse(text(attributes, name)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** For people: {@code ann on host-7 (process 4711)}. */
  @Override
  public String toString() {
    return "%s on %s (process %d)"
        .formatted(Printable.of(user), Printable.of(process.host()), process.id());
  }
}
