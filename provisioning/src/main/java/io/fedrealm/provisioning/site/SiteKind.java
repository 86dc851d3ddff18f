package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a site is in a realm of one framework. Nothing here writes: {@link Sites} does, the same for
 * every framework.
 */
public interface SiteKind {

  /** The value of the realm attribute {@code fl.framework}. */
  String framework();

  /** What the client ids of all sites begin with, for example {@code fedn:}. */
  default String clientIdPrefix() {
    return framework() + ":";
  }

  /** Whether its sites belong to projects; if not, a site is known by its name alone. */
  default boolean hasProjects() {
    return true;
  }

  /** How its sites may prove who they are. */
  default Set<Authentication> authentications() {
    return EnumSet.of(Authentication.secret, Authentication.private_key_jwt);
  }

  /** The columns of a CSV file, and options, that it knows beside name, project and auth. */
  List<String> details();

  /** The client id of a site. */
  default String clientId(String project, String name) {
    return clientIdPrefix() + (hasProjects() ? project + ":" : "") + name;
  }

  /**
   * What is wrong with a request, before the server is asked; all of it.
   *
   * @return sentences; empty when nothing is wrong
   */
  default List<String> allProblems(SiteRequest request) {
    List<String> problems = new ArrayList<>();
    if (!hasProjects() && !request.project().isEmpty()) {
      problems.add("sites of " + framework() + " belong to no project: leave --project out");
    }
    if (hasProjects() && request.project().isEmpty()) {
      problems.add("say which project: --project SLUG");
    } else {
      problems.addAll(problems(request));
    }
    if (!authentications().contains(request.authentication())) {
      problems.add(
          "sites of %s prove who they are by %s, not by %s"
              .formatted(
                  framework(),
                  authentications().stream().map(Enum::name).collect(Collectors.joining(" or ")),
                  request.authentication()));
    }
    return problems;
  }

  /**
   * What is wrong with the names and details of a request.
   *
   * @return sentences; empty when nothing is wrong
   */
  List<String> problems(SiteRequest request);

  /**
   * The client of a new site, without secret and keys.
   *
   * @throws CommandException {@link io.fedrealm.provisioning.error.ExitCode#USAGE} when the realm
   *     lacks what the site needs, its project for example
   */
  ObjectNode client(SiteRequest request, AdminApi api, String realm);

  /** The realm roles that the service account holds, these and no others. */
  List<String> roles(String project);

  /** The client roles that the site holds: client to roles. */
  default Map<String, List<String>> clientRoles() {
    return Map.of();
  }

  /**
   * Client scopes that belong to this site alone, as representations: made before the client if
   * they are not there, removed with it.
   */
  default List<ObjectNode> scopes(SiteRequest request) {
    return List.of();
  }

  /** The client that may ask for the site's {@link #scopes}; empty when none shall. */
  default String scopesFor() {
    return "";
  }

  /** The realm roles that the site's client itself lets into its tokens, beside its scopes. */
  default List<String> scopeRoles() {
    return List.of();
  }

  /** Whether a site says which jobs it admits. */
  default boolean admitsJobs() {
    return false;
  }

  /** Whose jobs a site admits, beside their names: what to which; empty where it does not say. */
  default Map<String, String> admits(Site site) {
    return Map.of();
  }

  /**
   * The files that the site is given, by name: its operator starts the framework with them. They
   * hold secrets, and are written for their owner alone.
   *
   * @param access how the site gets its tokens
   */
  Map<String, String> files(Site site, SiteAccess access);

  /** What a list shows of a site beside name, project and state: column to value. */
  Map<String, String> columns(Site site);
}
