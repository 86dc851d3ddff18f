import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * First apply, nothing to change, one change, and changes made by hand: fedrealm, and a peer with
 * and without its cache, each on a realm of its own of the same content.
 */
final class Bench {

  private static final List<String> PHASES =
      List.of("first apply", "nothing to change", "one change", "changes by hand");

  /** So many roles, clients and groups are changed by hand. */
  private static final int BY_HAND = 8;

  private final Server server;
  private final Path work;
  private final String peer;
  private final String peerJava;
  private final boolean uncached;
  private final boolean firstOnly;
  private final RealmFile.People people;

  private Bench(Server server, Path work, List<String> options) {
    this.server = server;
    this.work = work;
    this.peer = option(options, "--peer", "");
    this.peerJava = option(options, "--peer-java", "java");
    this.uncached = !options.contains("--peer-with-cache-only");
    this.firstOnly = options.contains("--first-apply-only");
    this.people = people(options);
  }

  /** See {@code run}. */
  public static void main(String[] arguments) throws Exception {
    List<String> options = Arrays.asList(arguments);
    String sizes = option(options, "--sizes", "S,M");
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    Path work = Files.createDirectories(checkout.resolve("system-tests/target/bench-work"));
    try (Server server = Server.withAccessLog(checkout)) {
      if (options.contains("--server-as-deployed")) {
        server.restartAsDeployed();
      }
      Bench bench = new Bench(server, work, options);
      for (String size : sizes.split(",")) {
        bench.measure(checkout, Size.valueOf(size));
      }
    }
  }

  private static RealmFile.People people(List<String> options) {
    if (options.contains("--without-users")) {
      return RealmFile.People.NONE;
    }
    return options.contains("--passwords")
        ? RealmFile.People.WITH_PASSWORDS
        : RealmFile.People.WITHOUT_PASSWORDS;
  }

  private static String option(List<String> options, String name, String usual) {
    int index = options.indexOf(name);
    return index < 0 ? usual : options.get(index + 1);
  }

  private void measure(Path checkout, Size size) throws IOException, InterruptedException {
    List<Tool> tools = new ArrayList<>();
    tools.add(ours(checkout));
    if (!peer.isEmpty()) {
      tools.add(theirs("peer", true));
      if (uncached) {
        tools.add(theirs("peer without its cache", false));
      }
    }
    Map<Tool, List<Run>> runs = new HashMap<>();
    for (Tool tool : tools) {
      runs.put(tool, runs(tool, size));
    }
    print(size, tools, runs);
  }

  /**
   * A tool.
   *
   * @param secret what it finds in the place of a client secret
   * @param command before the file
   */
  private record Tool(
      String name, String secret, List<String> command, Map<String, String> environment) {}

  private Tool ours(Path checkout) throws IOException {
    List<String> command = List.of(checkout.resolve("fedrealm").toString(), "apply", "--quiet");
    return new Tool("fedrealm", "${BENCH_SECRET}", command, server.forFedrealm());
  }

  private Tool theirs(String name, boolean cache) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("KEYCLOAK_URL", server.url());
    environment.put("KEYCLOAK_GRANTTYPE", "client_credentials");
    environment.put("KEYCLOAK_CLIENTID", "fedrealm");
    environment.put("KEYCLOAK_CLIENTSECRET", server.adminSecret());
    environment.put("IMPORT_CACHE_ENABLED", Boolean.toString(cache));
    List<String> command = List.of(peerJava, "-jar", peer);
    return new Tool(name, RealmFile.secret(), command, environment);
  }

  private List<Run> runs(Tool tool, Size size) throws IOException, InterruptedException {
    String realm = "bench-" + tool.name().replace(' ', '-') + "-" + size;
    server.admin("DELETE", realm, "");
    List<Run> runs = new ArrayList<>();
    runs.add(run(tool, realm, size, "client 0"));
    if (!firstOnly) {
      runs.addAll(again(tool, realm, size));
    }
    server.admin("DELETE", realm, "");
    return runs;
  }

  private List<Run> again(Tool tool, String realm, Size size)
      throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    runs.add(run(tool, realm, size, "client 0"));
    runs.add(run(tool, realm, size, "changed"));
    changeByHand(realm, size);
    runs.add(run(tool, realm, size, "changed"));
    System.out.printf(
        "%s %s: %d of %d changes by hand are left%n",
        tool.name(), size, left(realm, size), 3 * Math.min(BY_HAND, size.clients) - 1);
    return runs;
  }

  private Run run(Tool tool, String realm, Size size, String description)
      throws IOException, InterruptedException {
    Path file = work.resolve(realm + ".json");
    String template = RealmFile.json(realm, size, people, tool.secret(), description);
    Files.writeString(file, template);
    Map<String, String> environment = new HashMap<>(tool.environment());
    environment.put("FEDREALM_SECRETS_DIR", RealmFile.secrets(template, work).toString());
    environment.put("IMPORT_FILES_LOCATIONS", file.toString());
    List<String> command = new ArrayList<>(tool.command());
    if (tool.name().equals("fedrealm")) {
      command.add(file.toString());
    }
    Path log = work.resolve(realm + ".log");
    Run run = Run.of(command, environment, log, server.accessLog());
    if (run.exitCode() != 0) {
      throw new IllegalStateException(tool.name() + " failed, see " + log);
    }
    return run;
  }

  private void changeByHand(String realm, Size size) throws IOException, InterruptedException {
    String given = server.admin("GET", realm + "/roles/role-1", "");
    for (int i = 0; i < Math.min(BY_HAND, size.clients); i++) {
      server.admin(
          "PUT", realm + "/roles/role-" + i, "{\"name\":\"role-" + i + "\",\"description\":\"by hand\"}");
      String client = server.admin("GET", realm + "/clients?clientId=client-" + i, "");
      server.admin(
          "PUT",
          realm + "/clients/" + Server.first("id", client),
          "{\"clientId\":\"client-" + i + "\",\"standardFlowEnabled\":true}");
      if (i != 1) {
        server.admin(
            "POST", realm + "/groups/" + group(realm, i) + "/role-mappings/realm", "[" + given + "]");
      }
    }
  }

  private String group(String realm, int i) throws IOException, InterruptedException {
    String found = server.admin("GET", realm + "/groups?exact=true&search=group-" + i, "");
    return Server.first("id", found);
  }

  /** How many changes by hand the tool has left as they are. */
  private int left(String realm, Size size) throws IOException, InterruptedException {
    int left = 0;
    for (int i = 0; i < Math.min(BY_HAND, size.clients); i++) {
      String role = server.admin("GET", realm + "/roles/role-" + i, "");
      String client = server.admin("GET", realm + "/clients?clientId=client-" + i, "");
      String roles =
          server.admin("GET", realm + "/groups/" + group(realm, i) + "/role-mappings/realm", "");
      left += role.contains("by hand") ? 1 : 0;
      left += client.contains("\"standardFlowEnabled\":true") ? 1 : 0;
      left += i != 1 && roles.contains("\"role-1\"") ? 1 : 0;
    }
    return left;
  }

  private static void print(Size size, List<Tool> tools, Map<Tool, List<Run>> runs) {
    System.out.printf(
        "%n%-4s %-18s %-24s %8s %6s %9s %7s   %s%n",
        "size", "", "", "seconds", "MiB", "requests", "writes", "fedrealm's share of it");
    for (int phase = 0; phase < runs.get(tools.get(0)).size(); phase++) {
      Run ours = runs.get(tools.get(0)).get(phase);
      for (Tool tool : tools) {
        Run run = runs.get(tool).get(phase);
        System.out.printf(
            Locale.ROOT,
            "%-4s %-18s %-24s %8.1f %6d %9d %7d   %s%n",
            size,
            PHASES.get(phase),
            tool.name(),
            run.seconds(),
            run.mebibytes(),
            run.requests(),
            run.writes(),
            tool == tools.get(0) ? "" : share(ours, run));
      }
    }
  }

  private static String share(Run ours, Run theirs) {
    return String.format(
        Locale.ROOT,
        "time 1/%.1f, memory 1/%.1f, requests 1/%.0f",
        theirs.seconds() / ours.seconds(),
        (double) theirs.mebibytes() / ours.mebibytes(),
        (double) theirs.requests() / ours.requests());
  }
}
