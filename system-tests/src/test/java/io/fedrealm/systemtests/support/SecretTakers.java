package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Those to whom a realm shows its secrets, so that a test sees which ones it has: a mail server
 * that wants a password, and the token endpoint of another identity provider.
 */
public final class SecretTakers implements AutoCloseable {

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final HttpServer site;
  private volatile String shown = "";

  /** Starts them. */
  public SecretTakers() {
    mail.start();
    try {
      site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    site.createContext("/token", this::refuseToken);
    site.start();
  }

  /** The port of the mail server. */
  public int mailPort() {
    return mail.getSmtp().getPort();
  }

  /** The base URL of the identity provider. */
  public String siteUrl() {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }

  private void refuseToken(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      shown = SignIn.query(siteUrl() + "/?" + form).getOrDefault("client_secret", "");
      byte[] body = "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Whether a mail of the realm goes out while the mail server takes this password of it only. */
  public boolean mailGoesOut(Admin admin, String realm, String password) {
    mail.setUser("fl@example.org", "fl", password);
    if (admin.get(realm + "/users?username=person").isEmpty()) {
      admin.addUser(realm, "person", "canary-Person-0123456789");
    }
    String person = admin.get(realm + "/users?username=person").at("/0/id").asText();
    int before = mail.getReceivedMessages().length;
    admin.send(
        "PUT",
        realm + "/users/" + person + "/execute-actions-email",
        JsonNodeFactory.instance.arrayNode().add("UPDATE_PASSWORD"));
    return mail.getReceivedMessages().length == before + 1;
  }

  /**
   * The client secret that the realm shows the identity provider when somebody comes from there.
   */
  public String secretShown(RealmClient realm, String alias) {
    shown = "";
    Map<String, String> request = new LinkedHashMap<>(Pkce.challenge());
    request.put("client_id", "account-console");
    request.put("redirect_uri", realm.issuer() + "/account/");
    request.put("response_type", "code");
    request.put("scope", "openid");
    request.put("kc_idp_hint", alias);
    Http browser = new Http();
    Http.Answer answer = browser.get(realm.endpoint("auth") + "?" + Http.encode(request));
    while (answer.location().startsWith(realm.issuer())) {
      answer = browser.get(answer.location());
    }
    String state = SignIn.query(answer.location()).getOrDefault("state", "");
    Map<String, String> back = Map.of("code", "code-0123456789", "state", state);
    browser.get(realm.issuer() + "/broker/" + alias + "/endpoint?" + Http.encode(back));
    return shown;
  }

  @Override
  public void close() {
    mail.stop();
    site.stop(0);
  }
}
