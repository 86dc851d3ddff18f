package io.fedrealm.provisioning.plan.secret;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The marks of a realm's masked secrets ({@link SecretFingerprint}): those of the values that were
 * written last, which are noted in an attribute of the realm; or those of the values that the
 * server has, when it can tell.
 */
public final class SecretFingerprints {

  private static final ResourceId REALM = ResourceId.of(ResourceType.REALM, "");

  /** That of the attribute. In the first, each realm had a random salt, which it held. */
  private static final int VERSION = 2;

  /**
   * The mark of a secret of which nobody knows whether it has been written; and, told by the
   * server, of one that it does not have.
   */
  private static final String NO_VALUE = "";

  private static final Pattern MARK = Pattern.compile("|[A-Za-z0-9_-]{3}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String realmId;
  private final SortedMap<String, String> marks;

  private SecretFingerprints(String realmId, SortedMap<String, String> marks) {
    this.realmId = realmId;
    this.marks = marks;
  }

  /** No marks, of a realm that is not there yet. */
  public static SecretFingerprints none() {
    return new SecretFingerprints("", new TreeMap<>());
  }

  /** The marks that are noted in a realm, of the values that were written last. */
  public static SecretFingerprints noted(RealmState live) {
    return live.find(REALM)
        .map(realm -> noted(realm.serverId(), realm.fields().path("attributes")))
        .orElseGet(SecretFingerprints::none);
  }

  /**
   * The marks among a realm's attributes; none when somebody has made something else of them.
   *
   * @param realmId Keycloak's id of the realm
   */
  public static SecretFingerprints noted(String realmId, JsonNode attributes) {
    JsonNode noted = parse(attributes.path(SecretFields.MARKS).asText());
    SecretFingerprints marks = new SecretFingerprints(realmId, new TreeMap<>());
    if (noted.path("version").asInt() == VERSION) {
      noted.path("marks").properties().forEach(mark -> marks.add(mark.getKey(), mark.getValue()));
    }
    return marks;
  }

  /**
   * The marks that the server tells, of the values that it has; none when it did not, or was not
   * asked.
   */
  public static SecretFingerprints told(RealmState live) {
    SecretFingerprints marks = new SecretFingerprints(realmId(live), new TreeMap<>());
    live.find(REALM)
        .map(realm -> realm.fields().get(RealmState.SECRET_MARKS))
        .filter(ObjectNode.class::isInstance)
        .map(told -> RealmState.of((ObjectNode) told))
        .ifPresent(told -> told.all().forEach(marks::addAll));
    return marks;
  }

  private static String realmId(RealmState live) {
    return live.find(REALM).map(Resource::serverId).orElse("");
  }

  private void addAll(Resource holder) {
    if (MaskedSecret.mayBeIn(holder.id().kind())) {
      addAll(MaskedSecret.holderKey(holder.id()), "", holder.fields());
    }
  }

  /** What is no mark, but looks like one, is never asked for: the server shows it. */
  private void addAll(String holderKey, String path, JsonNode fields) {
    fields
        .properties()
        .forEach(
            field -> {
              String below = path + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                addAll(holderKey, below + ".", value);
              } else {
                add(holderKey + below, value.isArray() ? value.path(0) : value);
              }
            });
  }

  private void add(String key, JsonNode mark) {
    if (mark.isTextual() && MARK.matcher(mark.textValue()).matches()) {
      marks.put(key, mark.textValue());
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Puts the marks among the attributes of a realm that was read. */
  public void putInto(RealmState live) {
    live.find(REALM)
        .map(realm -> realm.fields().withObjectProperty("attributes"))
        .ifPresent(this::putInto);
  }

  /** Puts the marks among a realm's attributes. */
  public void putInto(ObjectNode attributes) {
    ObjectNode noted = JSON.createObjectNode().put("version", VERSION);
    noted.set("marks", JSON.valueToTree(marks));
    attributes.put(SecretFields.MARKS, noted.toString());
  }

  /** Whether there is a mark, or that something is being written. */
  boolean know(MaskedSecret secret) {
    return marks.containsKey(secret.key());
  }

  /** Whether the mark is that of this value. */
  public boolean fit(MaskedSecret secret) {
    return fit(secret, mark(secret));
  }

  /**
   * Whether a mark is that of a secret.
   *
   * @param mark what {@link #mark} gives for it
   */
  boolean fit(MaskedSecret secret, String mark) {
    return mark.equals(marks.get(secret.key()));
  }

  /** Whether it was announced that the secret is written, and not yet noted that it was. */
  public boolean isPending(MaskedSecret secret) {
    return NO_VALUE.equals(marks.get(secret.key()));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return marks.isEmpty();
  }

  /** These, and one of a secret that was just written. */
  public SecretFingerprints with(MaskedSecret secret) {
    return with(secret, mark(secret));
  }

  /** These, and that a secret is being written. */
  public SecretFingerprints withPending(MaskedSecret secret) {
    return with(secret, NO_VALUE);
  }

  private SecretFingerprints with(MaskedSecret secret, String mark) {
    SortedMap<String, String> more = new TreeMap<>(marks);
    more.put(secret.key(), mark);
    return new SecretFingerprints(realmId, more);
  }

  /** Those whose holder is one of some resources, and those that are being written. */
  public SecretFingerprints of(Collection<ResourceId> holders) {
    SortedMap<String, String> kept = new TreeMap<>(marks);
    Set<String> keys = holders.stream().map(MaskedSecret::holderKey).collect(toSet());
    kept.entrySet()
        .removeIf(
            mark ->
                !mark.getValue().equals(NO_VALUE)
                    && !keys.contains(MaskedSecret.holderOf(mark.getKey())));
    return new SecretFingerprints(realmId, kept);
  }

  /** The mark of a value in this realm. */
  String mark(MaskedSecret secret) {
    return SecretFingerprint.of(realmId, secret.value());
  }
}
