import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A small API for programs, guarded by the tokens of a realm made from realms/api.json. */
public class Api {

  /** Which roles may do what. What stands in neither list is open to nobody. */
  private static final Map<String, Set<String>> NEEDS =
      Map.of("GET /values", Set.of("reader", "writer"), "PUT /values", Set.of("writer"));

  private static final Set<String> PUBLIC = Set.of("GET /health");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();

  /** Keys are kept for five minutes, and fetched again when a token names an unknown one. */
  Api(String issuer) throws IOException {
    var keys = URI.create(issuer + "/protocol/openid-connect/certs").toURL();
    var source = JWKSourceBuilder.create(keys, Api::fetch).rateLimited(5_000).build();
    tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));
    var exactly =
        new JWTClaimsSet.Builder().issuer(issuer).audience("api").claim("typ", "Bearer").build();
    var claims = new DefaultJWTClaimsVerifier<>(exactly, Set.of("exp", "iat"));
    claims.setMaxClockSkew(2);
    tokens.setJWTClaimsSetVerifier(claims);
  }

  /** Five seconds are for the whole answer, however slowly it comes. */
  private static Resource fetch(URL keys) throws IOException {
    var request = HttpRequest.newBuilder(URI.create(keys.toString())).build();
    var answer = HTTP.sendAsync(request, BodyHandlers.ofString());
    try {
      var got = answer.get(5, TimeUnit.SECONDS);
      if (got.statusCode() != 200) {
        throw new IOException("the realm answers " + got.statusCode());
      }
      return new Resource(got.body(), "application/json");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no keys from " + keys, e);
    }
  }

  public static void main(String[] args) throws IOException {
    var port = Integer.getInteger("port", 8000);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", new Api(System.getenv("API_ISSUER"))::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var endpoint = exchange.getRequestMethod() + " /" + path.split("/", 3)[1];
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    try {
      if (PUBLIC.contains(endpoint)) {
        answer(exchange, 200);
      } else if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
        refuse(exchange, 401, "Bearer");
      } else if (NEEDS.getOrDefault(endpoint, Set.of()).contains(role(header.substring(7)))) {
        answer(exchange, 200); // here the API does its work
      } else {
        refuse(exchange, 403, "Bearer error=\"insufficient_scope\"");
      }
    } catch (ParseException | BadJOSEException | RateLimitReachedException e) {
      refuse(exchange, 401, "Bearer error=\"invalid_token\"");
    } catch (JOSEException e) {
      answer(exchange, 503); // the realm's keys cannot be had: nobody gets in
    }
  }

  private String role(String token) throws ParseException, BadJOSEException, JOSEException {
    return String.valueOf(tokens.process(token, null).getClaim("role"));
  }

  /** The answer of RFC 6750, section 3. */
  private static void refuse(HttpExchange exchange, int status, String challenge)
      throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
    answer(exchange, status);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
