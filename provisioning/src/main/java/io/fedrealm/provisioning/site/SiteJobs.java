package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The jobs that a site admits: two lists of name patterns in attributes of its client, where
 * Keycloak's extension reads them (docs/mappers.md, fl-job-policy-mapper).
 */
public final class SiteJobs {

  /** The client's attribute with the patterns of the jobs that may run. */
  public static final String ALLOW = "fl.jobs.allow";

  /** The client's attribute with those that may not run, whatever else is allowed. */
  public static final String DENY = "fl.jobs.deny";

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_.:/@*?-]+(?: +[A-Za-z0-9_.:/@*?-]+)*+");
  private static final int MOST_NAMES = 64;
  private static final int MOST_CHARACTERS = 2048;

  private SiteJobs() {}

  /**
   * Checks patterns before the server is asked.
   *
   * @throws CommandException {@link ExitCode#USAGE} that names all that are none
   */
  public static void check(Collection<String> patterns) {
    List<String> wrong = patterns.stream().filter(name -> !NAME.matcher(name).matches()).toList();
    if (!wrong.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "No names or patterns of jobs: "
              + wrong.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
              + ". They have letters, digits, spaces inside and . _ : / @ -; * is any number of"
              + " characters, ? is one.");
    }
  }

  /** Puts patterns on one list and takes them from the other. */
  public static void put(ObjectNode attributes, String list, Collection<String> patterns) {
    String other = list.equals(ALLOW) ? DENY : ALLOW;
    TreeSet<String> wanted = names(attributes, list);
    wanted.addAll(patterns);
    TreeSet<String> rest = names(attributes, other);
    rest.removeAll(patterns);
    write(attributes, list, wanted);
    write(attributes, other, rest);
  }

  /** Takes patterns from a list. */
  public static void take(ObjectNode attributes, String list, Collection<String> patterns) {
    TreeSet<String> rest = names(attributes, list);
    rest.removeAll(patterns);
    write(attributes, list, rest);
  }

  /** Whether every job is on a list although others were put there by name. */
  public static boolean admitsAll(String list, Collection<String> put) {
    return !put.contains("*")
        && Arrays.stream(list.split(",")).map(String::strip).anyMatch(name -> name.equals("*"));
  }

  private static TreeSet<String> names(ObjectNode attributes, String list) {
    return Arrays.stream(attributes.path(list).asText("").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void write(ObjectNode attributes, String list, TreeSet<String> names) {
    if (names.size() > MOST_NAMES
        || names.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
      throw new CommandException(
          ExitCode.USAGE,
          "The list would be too long: %d names and %d characters at most. Use patterns."
              .formatted(MOST_NAMES, MOST_CHARACTERS));
    }
    attributes.put(list, String.join(",", names));
  }
}
