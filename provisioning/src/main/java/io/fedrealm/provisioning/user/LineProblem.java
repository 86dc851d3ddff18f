package io.fedrealm.provisioning.user;

/**
 * Why a line of a CSV file does not go in.
 *
 * @param line its number, from 1; the header is line 1
 * @param reason for the operator
 */
public record LineProblem(int line, String reason) {

  @Override
  public String toString() {
    return "line " + line + ": " + reason;
  }
}
