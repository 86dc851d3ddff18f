package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {

  @TempDir private Path folder;

  @Test
  void aTakenPortIsRefusedWithTheOptionThatHelps() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> MachineCheck.requireFree(taken.getLocalPort()))
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("Nothing was started")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void aPortThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> MachineCheck.requireFree(0)).hasMessageContaining("from 1 to 65535");
    assertThatThrownBy(() -> MachineCheck.requireFree(65536)).hasMessageContaining("65535");
  }

  @Test
  void aFreePortCanBeUsedAndIsNoneThatAnOutgoingConnectionMayTakeMeanwhile() {
    int port = MachineCheck.freePort(0);

    assertThat(port).isBetween(20_000, 32_767);
    MachineCheck.requireFree(port);
  }

  @Test
  void littleMemoryIsSaid() throws IOException {
    Path meminfo = folder.resolve("meminfo");
    Files.writeString(meminfo, "MemTotal:  8000000 kB\nMemAvailable:     614400 kB\n");
    assertThat(MachineCheck.memoryWarning(meminfo))
        .hasValueSatisfying(line -> assertThat(line).contains("Only 600 MiB"));

    Files.writeString(meminfo, "MemTotal:  8000000 kB\nMemAvailable:     716800 kB\n");
    assertThat(MachineCheck.memoryWarning(meminfo)).isEmpty();
  }

  @Test
  void aSystemThatDoesNotTellItsMemoryIsNotChecked() throws IOException {
    assertThat(MachineCheck.memoryWarning(folder.resolve("none"))).isEmpty();
    Path odd = Files.writeString(folder.resolve("odd"), "MemTotal: 1 kB\n");
    assertThat(MachineCheck.memoryWarning(odd)).isEmpty();
  }
}
