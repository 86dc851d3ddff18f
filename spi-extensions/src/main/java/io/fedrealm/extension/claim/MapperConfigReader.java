package io.fedrealm.extension.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.keycloak.models.ProtocolMapperModel;

/**
 * Reads a mapper's configuration once and collects everything that is wrong with it, so that the
 * operator sees all problems at once. The only class that looks into the raw map.
 */
public final class MapperConfigReader {

  /** The one placeholder that configured names may hold; it stands for the selected project. */
  public static final String PROJECT_PLACEHOLDER = "{project}";

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

  private final Map<String, String> config;
  private final List<String> properties = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads from a mapper.
   *
   * @param mapper the stored or submitted mapper; one without any configuration has all defaults
   */
  public MapperConfigReader(ProtocolMapperModel mapper) {
    this.config = mapper.getConfig() == null ? Map.of() : mapper.getConfig();
  }

  /**
   * Reads a text.
   *
   * @param key the property
   * @return the configured text, the default when the key is absent, "" when there is no default
   */
  public String text(ConfigKey key) {
    String value = config.get(key.name());
    if (value == null) {
      value = key.defaultValue();
    }
    return value == null ? "" : value;
  }

  /**
   * Reads a switch.
   *
   * @param key the property
   * @return whether it is on; anything but "true" and "false" is a problem
   */
  public boolean flag(ConfigKey key) {
    String value = text(key);
    if (!value.equals("true") && !value.equals("false")) {
      problem(key, "must be true or false");
    }
    return value.equals("true");
  }

  /**
   * Reads the name of the claim.
   *
   * @param key the property
   * @return the name; null when there is a problem with it
   */
  public ClaimName claimName(ConfigKey key) {
    try {
      return new ClaimName(text(key));
    } catch (IllegalArgumentException e) {
      problem(key, e.getMessage());
      return null;
    }
  }

  /**
   * Checks that two claims can be in one token.
   *
   * @param key the property of the claim that is reported
   * @param name that claim; null when there already is a problem with it
   * @param otherKey the property of the other claim
   * @param otherName the other claim; null when there already is a problem with it
   */
  public void checkApart(ConfigKey key, ClaimName name, ConfigKey otherKey, ClaimName otherName) {
    if (name != null && otherName != null && name.overlaps(otherName)) {
      problem(
          key,
          "must differ from the "
              + otherKey.label().toLowerCase(Locale.ROOT)
              + ", and neither may lie inside the other");
    }
  }

  /**
   * Reads a prefix of names: neither empty nor with white space.
   *
   * @param key the property
   * @return the prefix as configured, whether or not there is a problem with it
   */
  public String prefix(ConfigKey key) {
    String prefix = text(key);
    if (prefix.isEmpty()) {
      problem(key, "must not be empty");
    } else if (WHITE_SPACE.matcher(prefix).find()) {
      problem(key, "must not contain white space");
    }
    return prefix;
  }

  /**
   * Tells whether a text holds a placeholder that nothing fills in.
   *
   * @param text the text, with or without {@link #PROJECT_PLACEHOLDER}
   * @return whether something else stands in curly brackets
   */
  public static boolean hasUnknownPlaceholder(String text) {
    return PLACEHOLDER.matcher(text.replace(PROJECT_PLACEHOLDER, "")).find();
  }

  /**
   * Notes a problem.
   *
   * @param key the property that is wrong
   * @param reason why, and how to mend it; without the configured value
   */
  public void problem(ConfigKey key, String reason) {
    properties.add(key.name());
    problems.add(key.label() + ": " + reason);
  }

  /**
   * Ends the reading.
   *
   * @throws MapperConfigException when there is any problem
   */
  public void finish() throws MapperConfigException {
    if (!problems.isEmpty()) {
      throw new MapperConfigException(properties, problems);
    }
  }
}
