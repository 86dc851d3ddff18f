package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.nvflare.NvflareNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People as NVIDIA FLARE takes them: named by an e-mail address, of one organisation, with a role
 * in it by a group {@code nvflare-PROJECT-ORGANISATION-ROLE}. Whoever is not gets no token, or a
 * certificate that NVIDIA FLARE refuses: better told now.
 */
public final class NvflarePeople {

  /** The realm attribute's value for such realms. */
  public static final String FRAMEWORK = "nvflare";

  private static final String PREFIX = "nvflare-";
  private static final String STUDIES = "/studies/";
  private static final Pattern ROLE_GROUP =
      Pattern.compile("nvflare-(?<project>.+)-(?<org>[^-]+)-(?<role>[^-]+)");

  private NvflarePeople() {}

  /** What is wrong with a person; empty when nothing is. */
  static List<String> problems(Person person) {
    List<String> problems = new ArrayList<>();
    if (person.email() == null) {
      problems.add("email: NVIDIA FLARE knows people by it, without one nobody gets a token");
    } else {
      NvflareNames.person(person.email()).forEach(why -> problems.add("email: " + why));
    }
    problems.addAll(groups(person.groups()));
    return problems;
  }

  /** What is wrong with the groups, by their paths, that somebody shall be in. */
  public static List<String> groups(Collection<String> paths) {
    List<String> problems = new ArrayList<>();
    Set<String> organisations = new TreeSet<>();
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (path.startsWith(STUDIES)) {
        NvflareNames.study(name).forEach(why -> problems.add("groups: " + path + ": " + why));
      } else if (name.startsWith(PREFIX)) {
        problems.addAll(roleGroup(path, name, organisations));
      }
    }
    if (organisations.size() > 1) {
      problems.add(
          "groups: are of several organisations (%s): who belongs to more than one gets no token"
              .formatted(String.join(", ", organisations)));
    }
    return problems;
  }

  private static List<String> roleGroup(String path, String name, Set<String> organisations) {
    Matcher parts = ROLE_GROUP.matcher(name);
    if (!parts.matches()) {
      return List.of("groups: " + path + " is not nvflare-PROJECT-ORGANISATION-ROLE");
    }
    organisations.add(parts.group("org"));
    List<String> problems = new ArrayList<>(NvflareNames.organisation(parts.group("org")));
    problems.addAll(NvflareNames.role(parts.group("role")));
    return problems.stream().map(why -> "groups: " + path + ": " + why).toList();
  }
}
