package io.fedrealm.provisioning.realms;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the templates. Its tables stand between {@code <!-- generated TABLE TEMPLATE -->}
 * and {@code <!-- end -->}; everything else is written by hand.
 *
 * @param text the page
 */
record RealmsPage(String text) {

  /** Groups: kind, template. */
  private static final Pattern TABLE =
      Pattern.compile(
          "<!-- generated ([a-z]+) ([a-z0-9-]+)\\.json -->\n.*?<!-- end -->", Pattern.DOTALL);

  /** The page with its tables as the templates are now. */
  RealmsPage current() {
    return new RealmsPage(
        TABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(current(match))));
  }

  private static String current(MatchResult match) {
    String kind = match.group(1);
    TemplateFile template = TemplateFile.read(match.group(2));
    return "<!-- generated %s %s.json -->\n%s<!-- end -->"
        .formatted(kind, template.name(), table(kind, template));
  }

  private static MarkdownTable table(String kind, TemplateFile template) {
    return switch (kind) {
      case "clients" -> ClientsTable.of(template);
      case "roles" -> TemplateTables.roles(template);
      case "groups" -> TemplateTables.groups(template);
      case "scopes" -> TemplateTables.scopes(template);
      case "variables" -> TemplateTables.variables(template);
      default -> throw new IllegalArgumentException("the page asks for a table of " + kind);
    };
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
}
