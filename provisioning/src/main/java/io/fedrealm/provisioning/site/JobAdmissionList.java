package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.nvflare.NvflareNames;
import io.fedrealm.provisioning.realm.Printable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whose jobs a site of NVIDIA FLARE admits: lists in attributes of its client, where Keycloak's
 * extension reads them (docs/nvflare.md). A list that is not there, or empty, admits everything.
 */
public enum JobAdmissionList {
  STUDY("fl.studies", "study", "studies", NvflareNames::admittedStudy),
  ORG("fl.orgs.allow", "org", "organisations", NvflareNames::organisation),
  ROLE("fl.roles.allow", "role", "roles", NvflareNames::role);

  /** The client's attribute that is {@code true} when jobs may bring their own code. */
  public static final String OWN_CODE = "fl.byoc.allow";

  private static final int MOST_NAMES = 64;

  private final String attribute;
  private final String option;
  private final String plural;
  private final Function<String, List<String>> check;

  JobAdmissionList(
      String attribute, String option, String plural, Function<String, List<String>> check) {
    this.attribute = attribute;
    this.option = option;
    this.plural = plural;
    this.check = check;
  }

  /** What it is called, {@code studies} for example. */
  String plural() {
    return plural;
  }

  /** What is wrong with names, each with the option that has it; empty when nothing is. */
  public List<String> problems(Collection<String> names) {
    return names.stream()
        .flatMap(name -> check.apply(name).stream().map(why -> told(name) + ": " + why))
        .toList();
  }

  private String told(String name) {
    return "--" + option + " \"" + Printable.of(name) + "\"";
  }

  /** Puts names on the list. If there was none, these alone are admitted from now on. */
  public void allow(ObjectNode attributes, Collection<String> names) {
    TreeSet<String> all = names(attributes.path(attribute).asText(""));
    all.addAll(names);
    if (all.size() > MOST_NAMES) {
      throw usage("The list of %s would be too long: %d at most.".formatted(plural, MOST_NAMES));
    }
    attributes.put(attribute, String.join(",", all));
  }

  /**
   * Takes names from the list.
   *
   * @throws CommandException {@link ExitCode#USAGE} when that would admit every one, since no name
   *     would be left, or does so already
   */
  public void deny(ObjectNode attributes, Collection<String> names) {
    TreeSet<String> rest = names(attributes.path(attribute).asText(""));
    if (rest.isEmpty() && !names.isEmpty()) {
      throw usage(
          "The site admits %s of every name. Say which ones it admits: fedrealm site allow --%s NAME."
              .formatted(plural, option));
    }
    boolean changes = rest.removeAll(names);
    if (changes && rest.isEmpty()) {
      throw usage(
          "No name would be left, and an empty list admits %s of every name. Allow another one first"
                  .formatted(plural)
              + " (fedrealm site allow --%s NAME), or refuse all jobs (fedrealm site deny-job '*')."
                  .formatted(option));
    }
    attributes.put(attribute, String.join(",", rest));
  }

  /** Takes the list away: every one is admitted. */
  public void allowEvery(ObjectNode attributes) {
    attributes.put(attribute, "");
  }

  /** The list as people read it. */
  String shown(Site site) {
    String names = String.join(",", names(site.attribute(attribute)));
    return names.isEmpty() ? "every one" : names;
  }

  private static TreeSet<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message + " Nothing was written.");
  }
}
