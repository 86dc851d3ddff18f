package io.fedrealm.systemtests.support;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs a person in by authorization code and PKCE, through Keycloak's login form. */
public final class SignIn {

  private static final Pattern LOGIN_FORM =
      Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

  private static final Pattern ANY_FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

  private final RealmClient realm;
  private final String clientId;
  private final String redirectUri;
  private final Http browser = new Http();

  /** A person with a browser of their own. */
  public SignIn(RealmClient realm, String clientId, String redirectUri) {
    this.realm = realm;
    this.clientId = clientId;
    this.redirectUri = redirectUri;
  }

  /** The parameters of a correct authorization request. */
  public Map<String, String> request(String scope) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", clientId);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("scope", scope);
    parameters.put("state", "state-0123456789");
    parameters.putAll(Pkce.challenge());
    return parameters;
  }

  /** The answer to an authorization request. */
  public Http.Answer authorize(Map<String, String> parameters) {
    return browser.get(realm.endpoint("auth") + "?" + Http.encode(parameters));
  }

  /** The whole way: the token endpoint's answer for the person. */
  public Http.Answer token(String username, String password, String scope) {
    Http.Answer answer = logIn(username, password, scope);
    if (answer.status() != 302) {
      throw new AssertionError("the login was not accepted: status " + answer.status());
    }
    return exchange(answer);
  }

  /**
   * Like {@link #token}, in a realm with organizations: there, Keycloak asks for the name first.
   */
  public Http.Answer tokenByNameFirst(String username, String password, String scope) {
    Http.Answer page = authorize(request(scope));
    Http.Answer named = browser.post(action(page, LOGIN_FORM), Map.of("username", username));
    return exchange(browser.post(action(named, LOGIN_FORM), Map.of("password", password)));
  }

  /**
   * Signs in and goes on to where Keycloak leads: the redirect to the application, or a page that
   * comes before it.
   */
  public Http.Answer arrive(String username, String password) {
    return follow(logIn(username, password, "openid"));
  }

  /** Presses a button of the page and goes on. */
  public Http.Answer press(Http.Answer page, String button) {
    return follow(browser.post(action(page, ANY_FORM), Map.of(button, "")));
  }

  /** Trades the redirect to the application for the token endpoint's answer. */
  public Http.Answer exchange(Http.Answer redirect) {
    Map<String, String> exchange = new HashMap<>(Pkce.verifier());
    exchange.put("grant_type", "authorization_code");
    exchange.put("client_id", clientId);
    exchange.put("redirect_uri", redirectUri);
    exchange.put("code", query(redirect.location()).getOrDefault("code", ""));
    return realm.token(exchange);
  }

  /** Sends the login form of a page, however old it is, and goes on to where Keycloak leads. */
  public Http.Answer submit(Http.Answer page, String username, String password) {
    return follow(send(page, username, password));
  }

  private Http.Answer logIn(String username, String password, String scope) {
    return send(authorize(request(scope)), username, password);
  }

  private Http.Answer send(Http.Answer page, String username, String password) {
    return browser.post(
        action(page, LOGIN_FORM), Map.of("username", username, "password", password));
  }

  private Http.Answer follow(Http.Answer answer) {
    Http.Answer next = answer;
    while (next.status() == 302 && !next.location().startsWith(redirectUri)) {
      next = browser.get(next.location());
    }
    return next;
  }

  private static String action(Http.Answer page, Pattern pattern) {
    Matcher form = pattern.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no such form: status " + page.status());
    }
    return form.group(1).replace("&amp;", "&");
  }

  /** The answer for another scope, for somebody who has signed in before with this browser. */
  public Http.Answer tokenWithoutLogin(String scope) {
    Http.Answer answer = authorize(request(scope));
    if (answer.status() != 302) {
      throw new AssertionError("the person had to sign in again: status " + answer.status());
    }
    return exchange(answer);
  }

  /** The query parameters of a redirect. */
  public static Map<String, String> query(String location) {
    Map<String, String> parameters = new HashMap<>();
    String query = location.isEmpty() ? null : URI.create(location).getRawQuery();
    if (query != null) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(
            parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
