package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private static Process probe(String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            InterruptionProbe.class.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void whatWasStartedIsStoppedInReverseOrderAndNothingElseHappens() throws Exception {
    Process process = probe("wait");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");

      process.toHandle().destroy();

      assertThat(out.lines()).containsExactly("last", "first");
      assertThat(process.waitFor()).isEqualTo(130);
    }
  }

  @Test
  void aCommandThatEndsByItselfStopsNothing() throws Exception {
    Process process = probe("end");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.lines()).containsExactly("up", "the end was reached");
      assertThat(process.waitFor()).isZero();
    }
  }
}
