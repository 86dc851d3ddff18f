package io.fedrealm.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  private final StringWriter screen = new StringWriter();

  private ConsoleProgress progress(boolean terminal, boolean quiet) {
    return new ConsoleProgress(new PrintWriter(screen), terminal, quiet);
  }

  @Test
  void inAPipeAStepIsTwoPlainLines() {
    try (ConsoleProgress progress = progress(false, false)) {
      int result = progress.step("Building", reporter -> 7);
      assertThat(result).isEqualTo(7);
    }

    assertThat(screen.toString().lines()).containsExactly("Building ...", "Building: 0 s");
  }

  @Test
  void onATerminalAStepIsOneLine() {
    try (ConsoleProgress progress = progress(true, false)) {
      progress.run("Building", reporter -> reporter.doing("half"));
    }

    assertThat(screen.toString()).isEqualTo("\r\u001b[KBuilding: 0 s" + System.lineSeparator());
  }

  @Test
  void aStepThatFailsSaysSoAndPassesItsErrorOn() {
    try (ConsoleProgress progress = progress(false, false)) {
      assertThatThrownBy(
              () ->
                  progress.run(
                      "Building",
                      reporter -> {
                        throw new IllegalStateException("broken");
                      }))
          .hasMessage("broken");
    }

    assertThat(screen.toString()).contains("Building: failed after 0 s");
  }

  @Test
  void quietLeavesNotesOnly() {
    try (ConsoleProgress progress = progress(false, true)) {
      progress.run("Building", reporter -> reporter.note("Memory is short."));
    }

    assertThat(screen.toString().lines()).containsExactly("Memory is short.");
  }

  @Test
  void afterTheLastWordsOnlyLastWordsAreShown() {
    try (ConsoleProgress progress = progress(false, false)) {
      progress.lastWords("Stopping.");
      progress.run("Building", reporter -> reporter.note("a note"));
      progress.lastWords("Stopped.");
    }

    assertThat(screen.toString().lines()).containsExactly("Stopping.", "Stopped.");
  }
}
