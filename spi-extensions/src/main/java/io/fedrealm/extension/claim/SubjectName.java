package io.fedrealm.extension.claim;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One name that is written down about a subject, in an attribute of its groups and of its own
 * client.
 *
 * @param value the name; null when there is none, or when there is a fault
 * @param fault why the attribute is not used; null when nothing speaks against it
 */
public record SubjectName(String value, String fault) {

  /** The attribute of groups and clients that names the site. */
  public static final String SITE = "fl.site";

  /** The attribute of groups and clients that names the organisation. */
  public static final String ORG = "fl.org";

  /** Every name that NVIDIA FLARE accepts for a site or an organisation, and dots. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /**
   * Reads an attribute. Several values are none: which of them would be right is nothing to guess.
   * The client of a site gets no token of another site, with whatever password.
   *
   * @param attribute the attribute
   * @param subject the subject
   * @return the name, or why there is none
   */
  public static SubjectName of(String attribute, SubjectAttributes subject) {
    Set<String> values =
        Stream.concat(subject.ofOwnClient(attribute).stream(), subject.ofGroups(attribute))
            .filter(value -> !value.isBlank())
            .distinct()
            .limit(2)
            .collect(Collectors.toSet());
    if (values.size() > 1) {
      return new SubjectName(null, "the subject has several values of " + attribute);
    }
    if (!values.stream().allMatch(value -> NAME.matcher(value).matches())) {
      return new SubjectName(
          null, attribute + " of the subject is no name of letters, digits, '.', '_' and '-'");
    }
    boolean another =
        subject
            .ofAskingClient(attribute)
            .filter(asking -> !asking.isBlank() && !values.isEmpty() && !values.contains(asking))
            .isPresent();
    if (another) {
      return new SubjectName(null, "the client that asks has another " + attribute);
    }
    return new SubjectName(values.stream().findFirst().orElse(null), null);
  }
}
