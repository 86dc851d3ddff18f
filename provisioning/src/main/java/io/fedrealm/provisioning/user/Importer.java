package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * Adds people in batches by Keycloak's partial import, each batch one transaction. What the import
 * leaves out of what a new user gets (the realm's default role and groups; a user is made without
 * them) is added to each. When a batch is refused, it is halved until the line that is the cause
 * stands alone.
 */
public final class Importer {

  /** More in one transaction take Keycloak longer for each. */
  private static final int BATCH = 100;

  /** When so many lines were refused one by one, it is not the lines. */
  private static final int MOST_REFUSED = 20;

  /** What the server thinks of one line; everything else is about the whole run. */
  private static final List<Integer> ABOUT_A_LINE = List.of(400, 409, 500);

  private final RealmPeople people;
  private final UserDefaults rules;
  private final Passwords passwords;
  private final IntConsumer progress;
  private final List<LineProblem> refused = new ArrayList<>();
  private final List<ObjectNode> created = new ArrayList<>();

  /**
   * @param progress is told how many lines are done
   */
  public Importer(
      RealmPeople people, UserDefaults rules, Passwords passwords, IntConsumer progress) {
    this.people = people;
    this.rules = rules;
    this.passwords = passwords;
    this.progress = progress;
  }

  /**
   * Adds people.
   *
   * @return the users that were made, with their ids
   * @throws CommandException when the server cannot be reached, or refuses line after line; what
   *     was added before stays
   */
  public List<ObjectNode> add(List<CsvLine> lines) {
    if (rules.defaultRole().isEmpty() && !lines.isEmpty()) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "The account may not see the realm's settings, and so not which role every user gets:"
              + " give it the role manage-realm.");
    }
    for (int start = 0; start < lines.size(); start += BATCH) {
      List<CsvLine> batch = lines.subList(start, Math.min(start + BATCH, lines.size()));
      passwords.keep(batch.stream().map(line -> line.person().username()).toList());
      send(batch);
      progress.accept(start + batch.size());
    }
    return created;
  }

  /** The lines that the server refused. */
  public List<LineProblem> refused() {
    return refused;
  }

  private void send(List<CsvLine> batch) {
    List<ObjectNode> users = batch.stream().map(line -> user(line.person())).toList();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ifResourceExists", "FAIL");
    body.putArray("users").addAll(users);
    try {
      people.createAll(body);
      created.addAll(users);
    } catch (RefusedException e) {
      if (!ABOUT_A_LINE.contains(e.status())) {
        throw e;
      }
      if (batch.size() > 1) {
        send(batch.subList(0, batch.size() / 2));
        send(batch.subList(batch.size() / 2, batch.size()));
      } else {
        refuse(batch.get(0), e);
      }
    }
  }

  private void refuse(CsvLine line, RefusedException reason) {
    refused.add(new LineProblem(line.number(), "refused by the server: " + reason.getMessage()));
    if (refused.size() >= MOST_REFUSED) {
      throw new CommandException(
          ExitCode.FAILED,
          "The server refuses line after line, the last one with: %s\n%d users were added before and stay."
              .formatted(reason.getMessage(), created.size()),
          reason);
    }
  }

  private ObjectNode user(Person person) {
    ObjectNode user = UserJson.create(person, passwords.of(person.username()));
    user.put("id", UUID.randomUUID().toString());
    user.putArray("realmRoles").add(rules.defaultRole());
    ArrayNode groups = user.withArrayProperty("groups");
    rules.defaultGroups().stream()
        .filter(group -> !person.groups().contains(group))
        .forEach(groups::add);
    return user;
  }

  /** Changes users who are there and differ. */
  public void update(List<ImportPlan.Differing> differing, Map<String, String> groupIds) {
    for (ImportPlan.Differing differs : differing) {
      String id = differs.user().path("id").asText();
      if (!differs.difference().fields().isEmpty()) {
        UserJson.set(differs.user(), differs.line().person());
        people.update(differs.user());
      }
      differs.difference().groups().forEach(path -> people.join(id, groupIds.get(path)));
    }
  }
}
