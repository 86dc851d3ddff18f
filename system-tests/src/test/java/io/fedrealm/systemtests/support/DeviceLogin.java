package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs a person in by the device authorization grant (RFC 8628): a tool asks for a code, the
 * person opens the link, signs in and agrees, the tool gets the tokens.
 */
public final class DeviceLogin {

  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]+)\"[^>]*method=\"(?i:post)\"");
  private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]*)\"");

  private final RealmClient realm;
  private final Map<String, String> tool;
  private final Http http = new Http();

  /**
   * A tool.
   *
   * @param tool the parameters by which the tool shows who it is: {@code client_id}, {@code
   *     client_secret}
   */
  public DeviceLogin(RealmClient realm, Map<String, String> tool) {
    this.realm = realm;
    this.tool = Map.copyOf(tool);
  }

  /** The answer to the tool's first request. */
  public Http.Answer start(Map<String, String> parameters) {
    return http.post(realm.endpoint("auth/device"), with(parameters));
  }

  /** The token endpoint's answer to the tool. */
  public Http.Answer poll(JsonNode started, Map<String, String> parameters) {
    Map<String, String> form = with(parameters);
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    form.put("device_code", started.path("device_code").asText());
    return realm.token(form);
  }

  /** The whole way: the token endpoint's answer after the person has agreed. */
  public Http.Answer token(String username, String password, String scope) {
    JsonNode started = start(Map.of("scope", scope)).json();
    agree(started, username, password, "accept");
    return poll(started, Map.of());
  }

  /** The whole way with PKCE (RFC 7636), as a tool without a secret has to go it. */
  public Http.Answer tokenWithPkce(String username, String password, String scope) {
    Map<String, String> request = new HashMap<>(Pkce.challenge());
    request.put("scope", scope);
    JsonNode started = start(request).json();
    agree(started, username, password, "accept");
    return poll(started, Pkce.verifier());
  }

  /**
   * What the person does in a browser of their own.
   *
   * @param button {@code accept} or {@code cancel}
   */
  public static void agree(JsonNode started, String username, String password, String button) {
    Http browser = new Http();
    String link = started.path("verification_uri_complete").asText();
    String page = follow(browser, link, browser.get(link)).body();
    String login = action(link, page);
    Http.Answer answer = browser.post(login, Map.of("username", username, "password", password));
    String question = follow(browser, link, answer).body();
    Matcher code = CODE.matcher(question);
    if (!code.find()) {
      throw new AssertionError("the person was not asked: status " + answer.status());
    }
    follow(
        browser,
        link,
        browser.post(action(link, question), Map.of("code", code.group(1), button, "Yes")));
  }

  private static Http.Answer follow(Http browser, String base, Http.Answer answer) {
    Http.Answer last = answer;
    while (last.status() == 302) {
      last = browser.get(URI.create(base).resolve(last.location()).toString());
    }
    return last;
  }

  private static String action(String base, String page) {
    Matcher form = FORM.matcher(page);
    if (!form.find()) {
      throw new AssertionError("no form on the page that " + base + " leads to");
    }
    return URI.create(base).resolve(form.group(1).replace("&amp;", "&")).toString();
  }

  private Map<String, String> with(Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(tool);
    form.putAll(parameters);
    return form;
  }
}
