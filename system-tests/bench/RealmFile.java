import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same realm for every tool: roles, groups that give one each, confidential clients, people. */
final class RealmFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(BENCH_SECRET_[A-Z0-9_]+)}");
  private static final String SECRET = "bench-secret-4b8e1f7092ac6d35";

  /** Whether the realm has people, and whether each has a password. */
  enum People {
    NONE,
    WITHOUT_PASSWORDS,
    WITH_PASSWORDS
  }

  private RealmFile() {}

  /**
   * A realm as JSON.
   *
   * @param secret what stands in the place of client secrets and passwords
   * @param description of the first client: the one change
   */
  static String json(String realm, Size size, People people, String secret, String description) {
    boolean passwords = people == People.WITH_PASSWORDS;
    String users =
        list(
            people == People.NONE ? 0 : size.users,
            i -> user(i, size, passwords ? password(own(secret, "USER_" + i)) : ""));
    return """
        {"realm": "%s", "enabled": true, "displayName": "Bench",
         "roles": {"realm": [%s]},
         "groups": [%s],
         "clients": [%s]%s}
        """
        .formatted(
            realm,
            list(size.roles, RealmFile::role),
            list(size.groups, i -> group(i, size)),
            list(size.clients, i -> client(i, own(secret, "CLIENT_" + i), i == 0 ? description : "client " + i)),
            users.isEmpty() ? "" : ", \"users\": [" + users + "]");
  }

  /** A variable of fedrealm's stands in one place: each secret has one of its own. */
  private static String own(String secret, String place) {
    return secret.startsWith("${") ? secret.replace("}", "_" + place + "}") : secret;
  }

  /** A folder with a file for each variable of a template's secrets. */
  static Path secrets(String template, Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("bench-secrets"));
    for (MatchResult variable : VARIABLE.matcher(template).results().toList()) {
      Path file = folder.resolve(variable.group(1));
      if (Files.notExists(file)) {
        Files.writeString(file, SECRET);
      }
    }
    return folder;
  }

  /** The value of the secrets. */
  static String secret() {
    return SECRET;
  }

  private static String list(int count, java.util.function.IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
  }

  private static String role(int i) {
    return "{\"name\": \"role-%d\", \"description\": \"role %d\"}".formatted(i, i);
  }

  private static String group(int i, Size size) {
    return "{\"name\": \"group-%d\", \"realmRoles\": [\"role-%d\"]}".formatted(i, i % size.roles);
  }

  private static String client(int i, String secret, String description) {
    return """
        {"clientId": "client-%d", "description": "%s", "enabled": true, "protocol": "openid-connect",
         "publicClient": false, "secret": "%s", "standardFlowEnabled": false,
         "directAccessGrantsEnabled": false, "serviceAccountsEnabled": false,
         "attributes": {"access.token.lifespan": "300"}}"""
        .formatted(i, description, secret);
  }

  private static String user(int i, Size size, String password) {
    return """
        {"username": "user-%d", "email": "user-%d@example.org", "firstName": "U", "lastName": "%d",
         "enabled": true, "groups": ["/group-%d"]%s}"""
        .formatted(i, i, i, i % size.groups, password);
  }

  private static String password(String secret) {
    return ", \"credentials\": [{\"type\": \"password\", \"value\": \"%s\"}]".formatted(secret);
  }
}
