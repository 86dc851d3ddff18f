package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares a file with the realm: a request a page of users, a group, and a page of members. */
public final class ImportPlanner {

  private final RealmPeople people;
  private final UserDefaults rules;
  private final PersonCheck check;

  private final Map<String, ObjectNode> users = new HashMap<>();
  private final Map<String, String> nameByEmail = new HashMap<>();
  private final Map<String, String> groupIds = new HashMap<>();
  private final Map<String, Set<String>> groupsOf = new HashMap<>();

  public ImportPlanner(RealmPeople people, UserDefaults rules, PersonCheck check) {
    this.people = people;
    this.rules = rules;
    this.check = check;
  }

  /**
   * Only reads.
   *
   * @param update whether differing users are to be written: a write takes all that a user has
   */
  public ImportPlan plan(CsvPeople csv, boolean update) {
    List<LineProblem> problems = new ArrayList<>(csv.problems());
    List<CsvLine> added = new ArrayList<>();
    List<ImportPlan.Differing> differing = new ArrayList<>();
    int unchanged = 0;
    boolean attributes =
        csv.lines().stream().anyMatch(line -> !line.person().attributes().isEmpty());
    readUsers(csv.lines(), !update && !attributes);
    readGroups(csv.lines());
    for (CsvLine line : csv.lines()) {
      List<String> reasons = reasons(line);
      ObjectNode user = users.get(line.person().username());
      if (!reasons.isEmpty()) {
        reasons.forEach(reason -> problems.add(new LineProblem(line.number(), reason)));
      } else if (user == null) {
        added.add(line);
      } else {
        PersonDifference difference =
            PersonDifference.of(
                line.person(), user, groupsOf.getOrDefault(line.person().username(), Set.of()));
        if (difference.isEmpty()) {
          unchanged++;
        } else {
          differing.add(new ImportPlan.Differing(line, user, difference));
        }
      }
    }
    return new ImportPlan(added, differing, unchanged, problems, groupIds);
  }

  private void readUsers(List<CsvLine> lines, boolean brief) {
    Set<String> names = new HashSet<>();
    Set<String> emails = new HashSet<>();
    for (CsvLine line : lines) {
      names.add(line.person().username());
      emails.add(line.person().email());
    }
    for (JsonNode user : people.all(brief)) {
      String name = user.path("username").asText();
      String email = user.path("email").asText("");
      if (names.contains(name)) {
        users.put(name, (ObjectNode) user);
      }
      if (emails.contains(email)) {
        nameByEmail.put(email, name);
      }
    }
  }

  private void readGroups(List<CsvLine> lines) {
    Set<String> paths = new TreeSet<>();
    lines.forEach(line -> paths.addAll(line.person().groups()));
    for (String path : paths) {
      Optional<JsonNode> group = people.group(path);
      group.ifPresent(found -> groupIds.put(path, found.path("id").asText()));
    }
    if (!users.isEmpty()) {
      groupIds.forEach(this::readMembers);
    }
  }

  private void readMembers(String path, String groupId) {
    for (JsonNode member : people.members(groupId)) {
      String name = member.path("username").asText();
      if (users.containsKey(name)) {
        groupsOf.computeIfAbsent(name, key -> new HashSet<>()).add(path);
      }
    }
  }

  private List<String> reasons(CsvLine line) {
    Person person = line.person();
    List<String> reasons = new ArrayList<>(check.problems(person));
    person.groups().stream()
        .filter(path -> !groupIds.containsKey(path))
        .forEach(path -> reasons.add("groups: the realm has no group " + path));
    if (person.email() != null && !rules.duplicateEmails()) {
      String owner = nameByEmail.putIfAbsent(person.email(), person.username());
      if (owner != null && !owner.equals(person.username())) {
        reasons.add("email: is that of the user " + owner);
      }
    }
    return reasons;
  }
}
