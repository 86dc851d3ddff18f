import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's access log: what it was really asked. */
final class AccessLog {

  private static final Pattern REQUEST =
      Pattern.compile("BENCH (GET|POST|PUT|DELETE|HEAD|PATCH) (\\S+)");

  private final Path file;
  private long seen;

  AccessLog(Path file) {
    this.file = file;
  }

  /**
   * Requests in the log.
   *
   * @param writes without reads, logins, and the export, which is a read by POST
   */
  record Count(int requests, int writes) {}

  /** What is in the log up to now does not count. */
  void forget() throws IOException {
    seen = Files.size(file);
  }

  /** What has come since. */
  Count count() throws IOException, InterruptedException {
    Thread.sleep(300); // The log is written behind the answer.
    int requests = 0;
    int writes = 0;
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) (log.length() - seen)];
      log.seek(seen);
      log.readFully(bytes);
      Matcher request = REQUEST.matcher(new String(bytes, StandardCharsets.UTF_8));
      while (request.find()) {
        requests++;
        String path = request.group(2);
        boolean read =
            request.group(1).matches("GET|HEAD")
                || path.contains("/openid-connect/")
                || path.contains("/partial-export");
        writes += read ? 0 : 1;
      }
    }
    return new Count(requests, writes);
  }
}
