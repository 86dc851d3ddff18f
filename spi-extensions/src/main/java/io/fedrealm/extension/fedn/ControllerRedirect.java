package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;

/**
 * Sends FEDn's programs on to the controller of a project. FEDn's command line makes the
 * controller's address of this service's: {@code HOST/SLUG-fedn-reducer} (fedn 0.33.0,
 * cli/login_cmd.py, project_cmd.py and client_cmd.py), and writes it into every client's file.
 *
 * <p>The library that they ask with (requests, rebuild_auth) follows a redirect with the token only
 * on the same scheme, host and port. Where the controller is elsewhere, the answer says what to do:
 * FEDn's client shows the message of a 400.
 */
final class ControllerRedirect {

  /** How the command line ends a controller's address. */
  static final String SUFFIX = "-fedn-reducer";

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

  private final KeycloakSession session;

  ControllerRedirect(KeycloakSession session) {
    this.session = session;
  }

  /**
   * The way to a project's controller.
   *
   * @param address the project with {@link #SUFFIX}
   * @return 307: the same request there
   * @throws RefusedException when the token is not of this project, or there is no such way
   */
  Response to(String address) {
    String slug = address.substring(0, address.length() - SUFFIX.length());
    new Callers(session).ofProject(slug);
    String controller =
        new Projects(session)
            .scope(slug)
            .map((ClientScopeModel scope) -> scope.getAttribute(FednAttributes.CONTROLLER))
            .map(String::strip)
            .orElse("");
    if (controller.isEmpty()) {
      throw elsewhere(
          "Nobody has said where the controller of project "
              + slug
              + " is. Ask the operator of the realm: attribute "
              + FednAttributes.CONTROLLER
              + " of the client scope "
              + Project.SCOPE_PREFIX
              + slug);
    }
    URI target = web(controller);
    if (!isOurs(target)) {
      throw elsewhere(
          "The controller of project %1$s is at %2$s. Say so: fedn client start -in FILE --api-url %2$s; for other commands: export FEDN_CONTROLLER_URL=%2$s"
              .formatted(slug, target));
    }
    return Answers.uncached(Response.temporaryRedirect(URI.create(target + rest(address)))).build();
  }

  /** As FEDn completes an address without a scheme (cli/client_cmd.py). */
  private static URI web(String controller) {
    String plain = controller.replaceAll("/+$", "");
    if (!plain.contains("://")) {
      boolean local = LOCAL.stream().anyMatch(plain::contains);
      plain = (local ? "http://" : "https://") + plain;
    }
    try {
      URI address = URI.create(plain);
      if (address.getHost() != null && address.getRawQuery() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw elsewhere("The controller's address in the realm is none: " + controller);
  }

  /** Whether somebody who asks us asks there on the same scheme, host and port. */
  private boolean isOurs(URI target) {
    URI ours = session.getContext().getUri().getBaseUri();
    String host =
        session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.HOST);
    return ours.getScheme().equalsIgnoreCase(target.getScheme())
        && (origin(ours).equals(origin(target))
            || origin(URI.create(ours.getScheme() + "://" + host)).equals(origin(target)));
  }

  private static String origin(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    int port = address.getPort() == -1 ? usual : address.getPort();
    return (address.getScheme() + "://" + address.getHost() + ':' + port).toLowerCase(Locale.ROOT);
  }

  /** What follows the project in the request, as it was sent. */
  private String rest(String address) {
    URI request = session.getContext().getUri().getRequestUri();
    String path = request.getRawPath();
    String below = '/' + FednServiceFactory.PROVIDER_ID + '/' + address;
    String rest = path.substring(path.indexOf(below) + below.length());
    return request.getRawQuery() == null ? rest : rest + '?' + request.getRawQuery();
  }

  private static RefusedException elsewhere(String message) {
    return new RefusedException(Response.Status.BAD_REQUEST, "invalid_request", message);
  }
}
