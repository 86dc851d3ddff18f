package io.fedrealm.provisioning.nvflare;

import java.util.List;
import java.util.regex.Pattern;

/** Names as NVIDIA FLARE takes them (nvflare/apis/utils/format_check.py). */
public final class NvflareNames {

  private static final Pattern SITE = Pattern.compile("[A-Za-z0-9_-]{1,63}");
  private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9_]{1,63}");
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

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
}
