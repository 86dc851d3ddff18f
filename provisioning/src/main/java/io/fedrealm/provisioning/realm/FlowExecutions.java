package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the steps of an authentication flow are called: by their provider, {@code flow:ALIAS} for a
 * subflow, and {@code NAME#2} for what stands in a flow a second time.
 */
public final class FlowExecutions {

  private static final String SUBFLOW = "flow:";

  private FlowExecutions() {}

  /** The name of a step that is a flow of its own. */
  public static String subflow(String alias) {
    return SUBFLOW + alias;
  }

  /** The alias of the flow that a step is; empty when it is a provider. */
  public static String subflowOf(String name) {
    return name.startsWith(SUBFLOW) ? provider(name.substring(SUBFLOW.length())) : "";
  }

  /** The provider of a step: its name without a number. */
  public static String provider(String name) {
    return name.replaceFirst("#\\d+$", "");
  }

  /** The name, with a number when it is taken. */
  public static String freeName(ObjectNode taken, String name) {
    String free = name;
    for (int number = 2; taken.has(free); number++) {
      free = name + "#" + number;
    }
    return free;
  }
}
