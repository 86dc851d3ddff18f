package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.local.server.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What several tests of this package need. */
public final class LocalSupport {

  /** Tells nobody. */
  public static final StepReporter SILENT =
      new StepReporter() {
        @Override
        public void doing(String what) {}

        @Override
        public void note(String line) {}
      };

  private LocalSupport() {}

  /** A home folder that is there. */
  public static Home home(Path parent) {
    Home home = new Home(parent.resolve("home"));
    home.create();
    return home;
  }

  /** An executable shell script. */
  public static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file.toString());
    }
    return file;
  }

  /** An environment whose PATH begins with a folder. */
  public static Map<String, String> path(Path folder) {
    return Map.of("PATH", folder + ":" + System.getenv("PATH"));
  }
}
