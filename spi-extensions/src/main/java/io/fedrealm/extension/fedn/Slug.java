package io.fedrealm.extension.fedn;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The id of a project: part of names of roles, scopes and clients, and of URLs. */
final class Slug {

  /** The longest name that FEDn's command line sends. */
  static final int MAX_LENGTH = 46;

  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,44}[a-z0-9])?");

  private Slug() {}

  /**
   * Makes a slug of a name.
   *
   * @param name as a person typed it
   * @return letters without their marks, digits and hyphens; empty when nothing is left of it
   */
  static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "");
  }

  /** Whether a text is a slug. */
  static boolean isValid(String text) {
    return SLUG.matcher(text).matches();
  }
}
