import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code fedrealm site add --csv} takes for many sites, and a list of them. */
final class SiteAddBench {

  private final Server server;
  private final Path checkout;
  private final Path work;
  private final String framework;
  private final int sites;
  private final String realm;

  private SiteAddBench(Server server, Path checkout, String framework, int sites)
      throws IOException {
    this.server = server;
    this.checkout = checkout;
    this.framework = framework;
    this.sites = sites;
    this.realm = "added-" + framework + "-" + sites;
    this.work = Files.createDirectories(checkout.resolve("system-tests/target/bench-work/" + realm));
  }

  /**
   * See {@code site-add}.
   *
   * @param arguments frameworks, then numbers of sites
   */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    List<String> frameworks =
        Arrays.stream(arguments).filter(word -> !word.matches("\\d+")).toList();
    String log = "http-access-log-enabled=true\nhttp-access-log-pattern=BENCH %m %U";
    try (Server server = Server.of(checkout, "bench-site-add", "api", Map.of(), log)) {
      for (String number : Arrays.stream(arguments).filter(word -> word.matches("\\d+")).toList()) {
        for (String framework : frameworks) {
          new SiteAddBench(server, checkout, framework, Integer.parseInt(number)).run();
        }
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    server.admin("DELETE", realm, "");
    removeFolders();
    print("apply", fedrealm("apply", "--quiet", framework));
    List<String> add = new ArrayList<>(List.of("site", "add", "--realm", realm, "--project", "demo"));
    add.addAll(List.of("--csv", csv().toString(), "--out", work.toString()));
    add.addAll(
        framework.equals("fedn")
            ? List.of("--controller", "https://fedn.example.org/demo")
            : List.of("--org", "org_a"));
    print("site add", fedrealm(add.toArray(String[]::new)));
    print("site list", fedrealm("site", "list", "--realm", realm));
    print("plan", fedrealm("plan", framework));
    server.admin("DELETE", realm, "");
    removeFolders();
  }

  private Path csv() throws IOException {
    List<String> lines = new ArrayList<>(List.of("name"));
    for (int site = 0; site < sites; site++) {
      lines.add(SiteTemplate.name(site));
    }
    return Files.write(work.resolve("sites.csv"), lines);
  }

  private void removeFolders() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        if (!file.equals(work)) {
          Files.delete(file);
        }
      }
    }
  }

  private Run fedrealm(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(server.forFedrealm());
    environment.put("FEDN_REALM", realm);
    environment.put("FEDN_TOKEN_SERVICE", "true");
    environment.put("NVFLARE_REALM", realm);
    for (String secret :
        List.of("FEDN_ADMIN", "FEDN_CONTROLLER", "FEDN_COMBINER", "FEDN_CLIENT", "NVFLARE_SERVER",
            "NVFLARE_SITE_1", "NVFLARE_SITE_2")) {
      environment.put(secret + "_SECRET", RealmFile.secret());
    }
    List<String> command = new ArrayList<>(List.of(checkout.resolve("fedrealm").toString()));
    command.addAll(List.of(arguments));
    Path log = work.resolve(arguments[0] + ".log");
    Run run = Run.of(command, environment, log, server.accessLog());
    if (run.exitCode() != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " ends with " + run.exitCode() + ", see " + log);
    }
    return run;
  }

  private void print(String what, Run run) {
    System.out.printf("%s, %d sites  %-10s %s%n", framework, sites, what, run);
  }
}
