package io.fedrealm.provisioning.nvflare;

import java.util.List;
import java.util.regex.Pattern;

/** Names as NVIDIA FLARE takes them (nvflare/apis/utils/format_check.py). */
public final class NvflareNames {

  private static final Pattern SITE = Pattern.compile("[A-Za-z0-9_-]{1,63}");
  private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9_]{1,63}");
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

  private static final Pattern STUDY = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?");
  private static final Pattern ADMIN =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");

  /** The study of jobs that name none; nobody can make one of this name. */
  private static final String DEFAULT_STUDY = "default";

  /** A role that NVIDIA FLARE lets past every check (nvflare/fuel/sec/authz.py). */
  private static final String ALMIGHTY = "super";

  /** The server's own name in jobs and commands (nvflare/apis/job_def.py). */
  private static final String SERVER = "server";

  private NvflareNames() {}

  /** What is wrong with the name of a site; empty when nothing is. */
  public static List<String> site(String name) {
    if (name.equals(SERVER)) {
      return List.of("\"server\" is NVIDIA FLARE's name for the server, no site may have it");
    }
    return SITE.matcher(name).matches()
        ? List.of()
        : List.of("a site's name has letters, digits, '_' and '-', 63 at most");
  }

  /** What is wrong with the name of an organisation; empty when nothing is. */
  public static List<String> organisation(String name) {
    return ORGANISATION.matcher(name).matches()
        ? List.of()
        : List.of("an organisation's name has letters, digits and '_' (no '-'), 63 at most");
  }

  /** What is wrong with the name of a project; empty when nothing is. */
  public static List<String> project(String name) {
    return PROJECT.matcher(name).matches()
        ? List.of()
        : List.of("a project's name has letters, digits, '.', '_' and '-', 63 at most");
  }

  /** What is wrong with the name of a study that somebody is to take part in; empty: nothing. */
  public static List<String> study(String name) {
    return name.equals(DEFAULT_STUDY)
        ? List.of("\"default\" is the study of everybody and of jobs that name none")
        : admittedStudy(name);
  }

  /** What is wrong with the name of a study that a site admits: "default" is one, too. */
  public static List<String> admittedStudy(String name) {
    return STUDY.matcher(name).matches()
        ? List.of()
        : List.of(
            "a study's name has small letters, digits, '-' and '_', 63 at most, and begins and ends"
                + " with a letter or digit");
  }

  /** What is wrong with the name of a role; empty when nothing is. */
  public static List<String> role(String name) {
    if (name.equals(ALMIGHTY)) {
      return List.of("the role \"super\" passes every check of NVIDIA FLARE: it is never given");
    }
    return ORGANISATION.matcher(name).matches()
        ? List.of()
        : List.of("a role's name has letters, digits and '_' (no '-'), 63 at most");
  }

  /** What is wrong with an e-mail address, which is a person's name; empty when nothing is. */
  public static List<String> person(String email) {
    return ADMIN.matcher(email).matches()
        ? List.of()
        : List.of(
            "NVIDIA FLARE takes only e-mail addresses of Latin letters, digits and . _ % + - as"
                + " names of people");
  }
}
