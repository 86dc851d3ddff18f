package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.HandEdit.neutralised;
import static io.fedrealm.systemtests.HandEdit.planned;
import static io.fedrealm.systemtests.HandEdit.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.HandEdit.Proof.Planned;
import io.fedrealm.systemtests.support.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Changes by hand of clients: new ones, a service and a frontend of the template. */
final class HandEditsOfClients {

  private static final String ELSEWHERE = "https://elsewhere.example.org";
  private static final String FULL_SCOPE = "fullScopeAllowed";
  private static final String IMPLICIT = "implicitFlowEnabled";
  private static final String PASSWORD = "directAccessGrantsEnabled";
  private static final String PKCE = "pkce.code.challenge.method";
  private static final String LIFESPAN = "access.token.lifespan";
  private static final String ACCESS_ALGORITHM = "access.token.signed.response.alg";
  private static final String ID_ALGORITHM = "id.token.signed.response.alg";

  private final List<HandEdit> edits = new ArrayList<>();

  private HandEditsOfClients() {}

  /** The edits that a template's realm can suffer. */
  static List<HandEdit> of(Template template) {
    HandEditsOfClients all = new HandEditsOfClients();
    all.newClients();
    all.service(template.service());
    template.frontend().ifPresent(frontend -> all.frontend(template, frontend));
    return all.edits;
  }

  private void newClients() {
    Map<String, List<String>> redirects = new TreeMap<>();
    redirects.put("a redirect to everywhere", List.of("*"));
    redirects.put("a redirect to every host of a domain", List.of("https://*.example.org/cb"));
    redirects.put("a redirect to every path elsewhere", List.of(ELSEWHERE + "/*"));
    redirects.put("a redirect to every port", List.of("http://localhost:*/cb"));
    redirects.put("a redirect over plain http", List.of("http://elsewhere.example.org/cb"));
    redirects.forEach(
        (what, uris) ->
            refuseNew(what, client -> uris.forEach(client.putArray("redirectUris")::add)));
    refuseNew(
        "an application elsewhere with all its paths",
        client -> {
          client.put("rootUrl", ELSEWHERE);
          client.putArray("redirectUris").add(ELSEWHERE + "/*");
        });
    refuseNew("answers for every web page", client -> client.putArray("webOrigins").add("*"));
    refuseNew("a logout to everywhere", attribute("post.logout.redirect.uris", "*"));
    refuseNew("the password grant", client -> client.put(PASSWORD, true));
    refuseNew("another signature", attribute(ACCESS_ALGORITHM, "PS256"));
    refuseNew("a token of ten hours", attribute(LIFESPAN, "36000"));
    safeNew("the implicit flow", "/" + IMPLICIT, "false", client -> client.put(IMPLICIT, true));
    safeNew("all roles", "/" + FULL_SCOPE, "false", client -> client.put(FULL_SCOPE, true));
    String method = "/attributes/" + PKCE;
    safeNew("no PKCE", method, "S256", attribute(PKCE, ""));
    safeNew("plain PKCE", method, "S256", attribute(PKCE, "plain"));
    safeNew("nothing said of password grants", "/" + PASSWORD, "false", client -> {});
  }

  private void service(String id) {
    refuse(id, "the password grant", client -> client.put(PASSWORD, true));
    refuse(id, "a redirect to everywhere", client -> client.putArray("redirectUris").add("*"));
    refuse(id, "a signature with a curve", attribute(ACCESS_ALGORITHM, "ES256"));
    refuse(id, "a signature with a shared secret", attribute(ACCESS_ALGORITHM, "HS256"));
    refuse(id, "no signature", attribute(ID_ALGORITHM, "none"));
    refuse(id, "a token of ten hours", attribute(LIFESPAN, "36000"));
    safe(id, "the implicit flow", "/" + IMPLICIT, "false", client -> client.put(IMPLICIT, true));
    safe(id, "all roles", "/" + FULL_SCOPE, "false", client -> client.put(FULL_SCOPE, true));
    show(id, "a browser login", "standardFlowEnabled", HandEditsOfClients::switchOn);
    show(id, "a secret", "secret", client -> client.put("secret", "canary-by-hand-0123456789ab"));
    for (String attribute :
        List.of(
            "oauth2.device.authorization.grant.enabled",
            "standard.token.exchange.enabled",
            "oidc.ciba.grant.enabled",
            "client.use.lightweight.access.token.enabled")) {
      show(id, attribute, "attributes." + attribute, attribute(attribute, "true"));
    }
    edits.add(
        planned(
            id + " gets more claims",
            new Planned("client", "", id, "defaultClientScopes"),
            realm -> realm.clientScope(id, "default-client-scopes", "address")));
    edits.add(
        planned(
            id + " may ask for offline tokens",
            new Planned("client", "", id, "optionalClientScopes"),
            realm -> realm.clientScope(id, "optional-client-scopes", "offline_access")));
  }

  private static void switchOn(ObjectNode client) {
    client.put("standardFlowEnabled", true).putArray("redirectUris").add(ELSEWHERE + "/cb");
  }

  private void frontend(Template template, JsonNode frontend) {
    String id = template.shown(frontend.path("clientId"));
    refuse(id, "a redirect to everywhere", client -> client.withArray("redirectUris").add("*"));
    refuse(id, "answers for every web page", client -> client.putArray("webOrigins").add("*"));
    refuse(id, "the password grant", client -> client.put(PASSWORD, true));
    safe(id, "no PKCE", "/attributes/" + PKCE, "S256", attribute(PKCE, ""));
    safe(id, "plain PKCE", "/attributes/" + PKCE, "S256", attribute(PKCE, "plain"));
    show(
        id,
        "another application",
        "redirectUris",
        client -> client.withArray("redirectUris").add(ELSEWHERE + "/cb"));
    show(
        id,
        "a service account",
        "serviceAccountsEnabled",
        client -> client.put("publicClient", false).put("serviceAccountsEnabled", true));
    audience(frontend)
        .ifPresent(
            mapper ->
                edits.add(
                    planned(
                        id + " without " + mapper,
                        new Planned("client_mapper", id, mapper, ""),
                        realm -> realm.withoutMapper(realm.clientPath(id), mapper))));
  }

  private static Optional<String> audience(JsonNode client) {
    return client
        .path("protocolMappers")
        .valueStream()
        .filter(mapper -> mapper.path("protocolMapper").asText().equals("oidc-audience-mapper"))
        .map(mapper -> mapper.path("name").asText())
        .findFirst();
  }

  private void refuseNew(String what, Consumer<ObjectNode> change) {
    String id = newId();
    edits.add(refused("a new client gets " + what, realm -> realm.newClient(id, change)));
  }

  private void safeNew(String what, String pointer, String stored, Consumer<ObjectNode> change) {
    String id = newId();
    String rule = "a new client gets " + what;
    edits.add(neutralised(rule, pointer, stored, realm -> realm.newClient(id, publicly(change))));
  }

  private static Consumer<ObjectNode> publicly(Consumer<ObjectNode> change) {
    return client -> {
      client.put("publicClient", true);
      change.accept(client);
    };
  }

  private String newId() {
    return "by-hand-" + edits.size();
  }

  private void refuse(String id, String what, Consumer<ObjectNode> change) {
    edits.add(refused(id + " gets " + what, realm -> realm.client(id, change)));
  }

  private void safe(
      String id, String what, String pointer, String stored, Consumer<ObjectNode> change) {
    String rule = id + " gets " + what;
    edits.add(neutralised(rule, pointer, stored, realm -> realm.client(id, change)));
  }

  private void show(String id, String what, String field, Consumer<ObjectNode> change) {
    Planned proof = new Planned("client", "", id, field);
    edits.add(planned(id + " gets " + what, proof, realm -> realm.client(id, change)));
  }

  private static Consumer<ObjectNode> attribute(String attribute, String value) {
    return client -> client.withObject("/attributes").put(attribute, value);
  }
}
