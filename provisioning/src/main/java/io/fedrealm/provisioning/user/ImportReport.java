package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param dryRun whether nothing was written, because that was asked for
 * @param added how many users were added
 * @param updated how many were changed
 * @param unchanged how many were there as the file says
 * @param leftOut the lines that did not go in
 */
public record ImportReport(
    boolean dryRun, int added, int updated, int unchanged, List<LineProblem> leftOut) {

  /** One line for people. */
  public String summary() {
    String would = dryRun ? "would be " : "";
    return "%d %sadded, %d %schanged, %d as they are, %d left out."
        .formatted(added, would, updated, would, unchanged, leftOut.size());
  }

  /** For machines. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dryRun", dryRun);
    json.put("added", added);
    json.put("updated", updated);
    json.put("unchanged", unchanged);
    ArrayNode problems = json.putArray("leftOut");
    leftOut.forEach(p -> problems.addObject().put("line", p.line()).put("reason", p.reason()));
    return json;
  }
}
