package io.fedrealm.extension.job;

import io.fedrealm.extension.claim.SubjectAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names from an attribute of a subject.
 *
 * @param names each once, sorted; empty when there is a fault
 * @param fault why the attribute is not used; null when nothing speaks against it
 */
record NameList(List<String> names, String fault) {

  /** So many names, and so many characters in all, do not make a token too long for a header. */
  static final int MOST_NAMES = 64;

  static final int MOST_CHARACTERS = 2048;

  /**
   * A pattern of job names: {@code *} is any number of characters, {@code ?} is one. Nothing else
   * has a meaning; characters that have one in some reader's globs or regular expressions are left
   * out, so that all readers agree.
   */
  static final Predicate<String> JOB_PATTERN =
      Pattern.compile("[A-Za-z0-9_.:/@*?-]+(?: +[A-Za-z0-9_.:/@*?-]+)*+").asMatchPredicate();

  /** A study of NVIDIA FLARE, of which {@code default} is reserved (contract section 3). */
  static final Predicate<String> STUDY =
      Pattern.compile("(?!default$)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?").asMatchPredicate();

  /** Between the names in an attribute of a client, which has one value only. */
  private static final String SEPARATOR = ",";

  /**
   * Reads an attribute from the groups of the subject and from its own client.
   *
   * @param attribute the attribute
   * @param isName what a name looks like
   * @param subject the subject
   * @return the names, or why there are none
   */
  static NameList of(String attribute, Predicate<String> isName, SubjectAttributes subject) {
    Stream<String> ofClient =
        subject.ofOwnClient(attribute).stream()
            .flatMap(value -> Arrays.stream(value.split(SEPARATOR)));
    TreeSet<String> names =
        Stream.concat(ofClient, subject.ofGroups(attribute))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .limit(MOST_NAMES + 1L)
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.size() > MOST_NAMES) {
      return faulty(attribute + " of the subject has more than " + MOST_NAMES + " values");
    }
    if (names.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
      return faulty(attribute + " of the subject has more than " + MOST_CHARACTERS + " characters");
    }
    if (!names.stream().allMatch(isName)) {
      return faulty(attribute + " of the subject has a value that is no name");
    }
    return new NameList(List.copyOf(names), null);
  }

  private static NameList faulty(String fault) {
    return new NameList(List.of(), fault);
  }
}
