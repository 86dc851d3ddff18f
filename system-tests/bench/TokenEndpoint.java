import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The token endpoint of a realm. */
final class TokenEndpoint {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;

  TokenEndpoint(Server server, String realm) {
    uri = URI.create(server.url() + "/realms/" + realm + "/protocol/openid-connect/token");
  }

  /** The answer, a token; everything else is an error. */
  String ask(String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** A client with its secret, for a form. */
  static String client(String id, String secret) {
    return "client_id=" + encode(id) + "&client_secret=" + encode(secret);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
