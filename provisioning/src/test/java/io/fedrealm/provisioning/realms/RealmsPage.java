package io.fedrealm.provisioning.realms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the templates. Its tables stand between {@code <!-- generated TABLE TEMPLATE -->}
 * and {@code <!-- end -->}; everything else is written by hand, and so is the last column of the
 * table of variables.
 *
 * @param text the page
 */
record RealmsPage(String text) {

  /** Groups: kind, template, table. */
  private static final Pattern TABLE =
      Pattern.compile(
          "<!-- generated ([a-z]+) ([a-z-]+)\\.json -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  /** Groups: name, meaning. */
  private static final Pattern VARIABLE_ROW =
      Pattern.compile("^\\| `([A-Z0-9_]+)` \\| .*? \\| (.*) \\|$", Pattern.MULTILINE);

  /** The page with its tables as the templates are now. */
  RealmsPage current() {
    return new RealmsPage(
        TABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(current(match))));
  }

  private static String current(MatchResult match) {
    String kind = match.group(1);
    TemplateFile template = TemplateFile.read(match.group(2));
    return "<!-- generated %s %s.json -->\n%s<!-- end -->"
        .formatted(kind, template.name(), table(kind, template, match.group(3)));
  }

  private static MarkdownTable table(String kind, TemplateFile template, String before) {
    return switch (kind) {
      case "clients" -> ClientsTable.of(template);
      case "roles" -> TemplateTables.roles(template);
      case "groups" -> TemplateTables.groups(template);
      case "scopes" -> TemplateTables.scopes(template);
      case "variables" -> TemplateTables.variables(template, meanings(before));
      default -> throw new IllegalArgumentException("the page asks for a table of " + kind);
    };
  }

  private static Map<String, String> meanings(String table) {
    Map<String, String> meanings = new TreeMap<>();
    VARIABLE_ROW
        .matcher(table)
        .results()
        .filter(row -> !row.group(2).equals(MarkdownTable.EMPTY))
        .forEach(row -> meanings.put(row.group(1), row.group(2)));
    return meanings;
  }

  /** The kinds of the tables that the page has for a template. */
  List<String> tables(TemplateFile template) {
    return TABLE
        .matcher(text)
        .results()
        .filter(table -> table.group(2).equals(template.name()))
        .map(table -> table.group(1))
        .toList();
  }

  /** What the page says of the variables of a template. */
  Map<String, String> meanings(TemplateFile template) {
    return TABLE
        .matcher(text)
        .results()
        .filter(table -> table.group(1).equals("variables"))
        .filter(table -> table.group(2).equals(template.name()))
        .map(table -> meanings(table.group(3)))
        .findFirst()
        .orElse(Map.of());
  }
}
