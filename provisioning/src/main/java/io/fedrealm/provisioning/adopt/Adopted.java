package io.fedrealm.provisioning.adopt;

import io.fedrealm.provisioning.adopt.translation.Report;
import java.util.List;
import java.util.Map;

/**
 * A template of what somebody has.
 *
 * @param realm the realm's name
 * @param template its text; no secret is in it
 * @param secrets the secrets that are known, by variable
 * @param variables those that the operator has to set
 * @param report what became of what was there
 * @param refused what plan will refuse, a sentence each; empty when it takes the template
 */
record Adopted(
    String realm,
    String template,
    Map<String, String> secrets,
    List<String> variables,
    List<Report.Entry> report,
    List<String> refused) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "adopted realm " + realm;
  }
}
