package io.fedrealm.provisioning.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyProgressTest {

  private static final String WIPE = "\r\u001b[K";

  private final StringWriter err = new StringWriter();

  private ApplyProgress progress(boolean quiet, boolean terminal) {
    return new ApplyProgress(new PrintWriter(err), quiet, terminal);
  }

  private static Change client(String clientId) {
    Resource client =
        new Resource(
            ResourceId.of(ResourceType.CLIENT, clientId),
            JsonNodeFactory.instance.objectNode(),
            "$");
    return new Change(Action.CREATE, List.of(), client, Optional.empty());
  }

  @Test
  void inAPipeEachChangeIsALine() {
    try (ApplyProgress progress = progress(false, false)) {
      progress.changed("r", client("a"), 1, 2);
      progress.changed("r", client("b"), 2, 2);
      progress.done(2);
    }

    assertThat(err).hasToString("r 1/2 + client a\nr 2/2 + client b\nApplied 2 changes.\n");
  }

  @Test
  void onATerminalABarGrowsAndIsWipedOut() {
    try (ApplyProgress progress = progress(false, true)) {
      progress.changed("r", client("a"), 1, 2);
      progress.changed("r", client("b"), 2, 2);
      progress.done(2);
    }

    assertThat(err)
        .hasToString(
            WIPE
                + "█".repeat(12)
                + "░".repeat(12)
                + " 1/2 r client a"
                + WIPE
                + "█".repeat(24)
                + " 2/2 r client b"
                + WIPE
                + "Applied 2 changes.\n");
  }

  @Test
  void aBarNeverFillsMoreThanALine() {
    try (ApplyProgress progress = progress(false, true)) {
      progress.changed("r", client("x".repeat(500) + "\n"), 7, 3);
    }

    assertThat(err.toString().replace(WIPE, "")).hasSizeLessThan(80).doesNotContain("\n");
  }

  @Test
  void aQuietRunSaysNothing() {
    for (boolean terminal : List.of(true, false)) {
      try (ApplyProgress progress = progress(true, terminal)) {
        progress.changed("r", client("a"), 1, 1);
        progress.done(1);
      }
    }

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void nothingDoneSaysNothing() {
    try (ApplyProgress progress = progress(false, true)) {
      progress.done(0);
    }

    assertThat(err.toString()).isEmpty();
  }
}
