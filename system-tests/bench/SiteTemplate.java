import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The template {@code api} with many callers more, as its operator would write them: the sites. */
final class SiteTemplate {

  private static final String CLIENT =
      """
      {"clientId": "%s", "protocol": "openid-connect", "enabled": true,
       "publicClient": false, "bearerOnly": false, "secret": "${BENCH_SECRET_%d}",
       "standardFlowEnabled": false, "implicitFlowEnabled": false,
       "directAccessGrantsEnabled": false, "serviceAccountsEnabled": true,
       "fullScopeAllowed": false, "redirectUris": [], "webOrigins": [],
       "attributes": {"access.token.signed.response.alg": "RS256",
         "id.token.signed.response.alg": "RS256"},
       "defaultClientScopes": ["api", "basic", "service_account"], "optionalClientScopes": []},
      """;

  private static final String ACCOUNT =
      """
      {"username": "service-account-%1$s", "enabled": true, "serviceAccountClientId": "%1$s",
       "realmRoles": ["reader"], "clientRoles": {}},
      """;

  private static final String MAPPING =
      """
      {"client": "%s", "roles": ["reader"]},
      """;

  private SiteTemplate() {}

  /** A template with so many sites; its realm is what API_REALM says. */
  static String of(Path checkout, int sites) throws IOException {
    String api = Files.readString(checkout.resolve("realms/api.json"));
    String clients = with(api, "clients", sites, i -> CLIENT.formatted(name(i), i));
    String accounts = with(clients, "users", sites, i -> ACCOUNT.formatted(name(i)));
    return with(accounts, "scopeMappings", sites, i -> MAPPING.formatted(name(i)));
  }

  /** The client of a site. */
  static String name(int site) {
    return "site-%05d".formatted(site);
  }

  private static String with(String json, String list, int count, IntFunction<String> element) {
    String begin = "\n  \"" + list + "\": [";
    if (!json.contains(begin)) {
      throw new IllegalStateException("no " + list);
    }
    String elements = IntStream.range(0, count).mapToObj(element).collect(Collectors.joining());
    return json.replace(begin, begin + elements);
  }
}
