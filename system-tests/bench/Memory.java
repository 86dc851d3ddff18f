import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds.
 *
 * @param resident MiB of the process (VmRSS)
 * @param most MiB that it ever held (VmHWM)
 * @param live MiB of its heap that are still there after a collection
 */
record Memory(long resident, long most, long live) {

  /** Looks at a JVM of this user; collects its garbage. */
  static Memory of(long pid) throws IOException, InterruptedException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    long resident = number("VmRSS:\\s*(\\d+) kB", status) / 1024;
    long most = number("VmHWM:\\s*(\\d+) kB", status) / 1024;
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info");
    Matcher used = Pattern.compile("(?m)^\\s*+(?!Metaspace|class).* used (\\d+)K").matcher(heap);
    long live = 0;
    while (used.find()) {
      live += Long.parseLong(used.group(1));
    }
    return new Memory(resident, most, live / 1024);
  }

  private static long number(String pattern, String text) {
    Matcher number = Pattern.compile(pattern).matcher(text);
    if (!number.find()) {
      throw new IllegalStateException("no " + pattern);
    }
    return Long.parseLong(number.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, "" + pid, command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return said;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d MiB resident (%d at most), %d MiB live", resident, most, live);
  }
}
