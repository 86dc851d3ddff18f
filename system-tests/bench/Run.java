import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a run of a tool took.
 *
 * @param seconds wall time
 * @param mebibytes the most memory that the process held (VmHWM)
 * @param requests all requests at the server's access log
 * @param writes those that can change something
 * @param exitCode the tool's
 */
record Run(double seconds, long mebibytes, int requests, int writes, int exitCode) {

  private static final int POLL_MILLIS = 20;

  /** Runs a command to its end. */
  static Run of(List<String> command, Map<String, String> environment, Path log, AccessLog access)
      throws IOException, InterruptedException {
    access.forget();
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    long most = 0;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, kibibytes(process.pid()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    AccessLog.Count count = access.count();
    return new Run(seconds, most / 1024, count.requests(), count.writes(), process.exitValue());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f s, %d MiB, %d requests, %d writes",
        seconds,
        mebibytes,
        requests,
        writes);
  }

  private static long kibibytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    return 0;
  }
}
