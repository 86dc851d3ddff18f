package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a file means for a realm.
 *
 * @param added lines of people who are not there yet
 * @param differing lines of people who are there, and not as the file says
 * @param unchanged how many are there as the file says
 * @param problems lines that cannot go in
 * @param groupIds ids by path of all groups that the file names
 */
public record ImportPlan(
    List<CsvLine> added,
    List<Differing> differing,
    int unchanged,
    List<LineProblem> problems,
    Map<String, String> groupIds) {

  /**
   * A person who is there and differs.
   *
   * @param line the line
   * @param user as on the server
   * @param difference where
   */
  record Differing(CsvLine line, ObjectNode user, PersonDifference difference) {

    /** The difference as a reason for not doing anything. */
    LineProblem asProblem() {
      return new LineProblem(
          line.number(), "the user " + line.person().username() + " is there and " + difference);
    }
  }

  public ImportPlan {
    problems = problems.stream().sorted(Comparator.comparingInt(LineProblem::line)).toList();
  }

  /** The new people whom the file puts into no group: they have no role. */
  public List<LineProblem> withoutGroup() {
    return added.stream()
        .filter(line -> line.person().groups().isEmpty())
        .map(line -> new LineProblem(line.number(), line.person().username() + " is in no group"))
        .toList();
  }

  /**
   * The lines that do not go in.
   *
   * @param update whether differing users are to be changed
   */
  public List<LineProblem> leftOut(boolean update) {
    List<LineProblem> leftOut = new ArrayList<>(problems);
    if (!update) {
      differing.forEach(differs -> leftOut.add(differs.asProblem()));
    }
    leftOut.sort(Comparator.comparingInt(LineProblem::line));
    return leftOut;
  }
}
