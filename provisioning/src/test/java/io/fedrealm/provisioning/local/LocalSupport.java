package io.fedrealm.provisioning.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What several tests of this package need. */
final class LocalSupport {

  /** Tells nobody. */
  static final StepReporter SILENT =
      new StepReporter() {
        @Override
        public void doing(String what) {}

        @Override
        public void note(String line) {}
      };

  private LocalSupport() {}

  /** A home folder that is there. */
  static Home home(Path parent) {
    Home home = new Home(parent.resolve("home"));
    home.create();
    return home;
  }

  /** An executable shell script. */
  static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file.toString());
    }
    return file;
  }

  /** An environment whose PATH begins with a folder. */
  static Map<String, String> path(Path folder) {
    return Map.of("PATH", folder + ":" + System.getenv("PATH"));
  }
}
