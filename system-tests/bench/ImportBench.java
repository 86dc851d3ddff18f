import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code fedrealm user import} takes for many people, and again when they are there. */
final class ImportBench {

  private static final String REALM = "bench-import";
  private static final int GROUPS = 10;

  private final Server server;
  private final Path checkout;
  private final Path csv;
  private final Path log;

  private ImportBench(Server server, Path checkout) {
    this.server = server;
    this.checkout = checkout;
    this.csv = checkout.resolve("system-tests/target/bench/people.csv");
    this.log = checkout.resolve("system-tests/target/bench/import.log");
  }

  /**
   * See {@code import}.
   *
   * @param arguments how many people
   */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    int people = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    try (Server server = Server.withAccessLog(checkout)) {
      new ImportBench(server, checkout).run(people);
    }
  }

  private void run(int people) throws IOException, InterruptedException {
    writePeople(people);
    server.admin("DELETE", REALM, "");
    server.admin("POST", "", "{\"realm\":\"" + REALM + "\",\"enabled\":true}");
    for (int group = 0; group < GROUPS; group++) {
      server.admin("POST", REALM + "/groups", "{\"name\":\"group-" + group + "\"}");
    }
    print(people + " people, first import", importPeople());
    print(people + " people, nothing to do", importPeople());
    server.admin("DELETE", REALM, "");
  }

  private void writePeople(int people) throws IOException {
    List<String> lines = new ArrayList<>(List.of("username,email,firstName,lastName,groups"));
    for (int i = 0; i < people; i++) {
      lines.add("person%06d,person%06d@h.example,Person,%d,group-%d".formatted(i, i, i, i % GROUPS));
    }
    Files.write(csv, lines);
  }

  private Run importPeople() throws IOException, InterruptedException {
    Map<String, String> environment = server.forFedrealm();
    String launcher = checkout.resolve("fedrealm").toString();
    List<String> command =
        List.of(launcher, "user", "import", "--realm", REALM, csv.toString());
    Run run = Run.of(command, environment, log, server.accessLog());
    if (run.exitCode() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    return run;
  }

  private static void print(String what, Run run) {
    System.out.println(what + ": " + run);
  }
}
