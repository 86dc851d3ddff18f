package io.fedrealm.provisioning.user;

import java.security.SecureRandom;

/** Passwords that a person types once: four groups of five, 115 bits. */
final class TemporaryPassword {

  /** Without what is easily taken for something else: 0 O, 1 l I. */
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyz";

  private static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String DIGITS = "23456789";
  private static final String ALL = LETTERS + CAPITALS + DIGITS;
  private static final int GROUPS = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryPassword() {}

  /** A new password; it has a letter, a capital, a digit and "-", for policies that want each. */
  static String next() {
    StringBuilder password = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      password.append(group == 0 ? "" : "-");
      password.append(pick(LETTERS)).append(pick(CAPITALS)).append(pick(DIGITS));
      password.append(pick(ALL)).append(pick(ALL));
    }
    return password.toString();
  }

  private static char pick(String alphabet) {
    return alphabet.charAt(RANDOM.nextInt(alphabet.length()));
  }
}
