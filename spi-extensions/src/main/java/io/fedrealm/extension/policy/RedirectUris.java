package io.fedrealm.extension.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;

/**
 * Refuses clients that could send an authorization code or a browser somewhere else than to the
 * application (RFC 9700 sections 2.1 and 4.1).
 *
 * <p>At an authorization request it is asked before the request itself is looked at, so that the
 * refusal is a page of Keycloak's and not a redirect to the very address that is in doubt.
 */
final class RedirectUris extends ClientCheck<NoConfig> {

  private static final Set<ClientPolicyEvent> REQUESTS =
      EnumSet.of(
          ClientPolicyEvent.PRE_AUTHORIZATION_REQUEST,
          ClientPolicyEvent.AUTHORIZATION_REQUEST,
          ClientPolicyEvent.PUSHED_AUTHORIZATION_REQUEST);

  /** The web origins of the redirect URIs; the post-logout redirect URIs are the redirect URIs. */
  private static final String SAME = Constants.INCLUDE_REDIRECTS;

  private static final String NONE = "-";

  RedirectUris(KeycloakSession session) {
    super(session, RedirectUrisFactory.PROVIDER_ID, REQUESTS);
  }

  @Override
  public Class<NoConfig> getExecutorConfigurationClass() {
    return NoConfig.class;
  }

  @Override
  List<String> problems(ClientModel client) {
    RootUrl root = RootUrl.of(session(), realm().getName(), client.getRootUrl());
    List<String> problems = new ArrayList<>();
    for (String uri : sorted(client.getRedirectUris())) {
      root.fault(uri).ifPresent(fault -> problems.add("redirect URI " + uri + ": " + fault));
    }
    for (String uri : sorted(postLogoutRedirectUris(client))) {
      root.fault(uri)
          .ifPresent(fault -> problems.add("post-logout redirect URI " + uri + ": " + fault));
    }
    for (String origin : sorted(client.getWebOrigins())) {
      if (!origin.equals(SAME)) {
        WebAddress.originFault(origin)
            .ifPresent(fault -> problems.add("web origin " + origin + ": " + fault));
      }
    }
    return problems;
  }

  private static Set<String> postLogoutRedirectUris(ClientModel client) {
    String attribute = client.getAttribute(OIDCConfigAttributes.POST_LOGOUT_REDIRECT_URIS);
    if (attribute == null) {
      return Set.of();
    }
    Set<String> uris = new TreeSet<>(Set.of(attribute.split(Constants.CFG_DELIMITER)));
    uris.removeAll(Set.of(SAME, NONE));
    return uris;
  }

  /** Blank ones are what the admin console sends for an empty field; they match nothing. */
  private static List<String> sorted(Set<String> values) {
    return values == null
        ? List.of()
        : values.stream().filter(value -> !value.isBlank()).sorted().toList();
  }
}
