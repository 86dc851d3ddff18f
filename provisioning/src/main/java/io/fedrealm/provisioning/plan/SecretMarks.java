package io.fedrealm.provisioning.plan;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.ResourceId;
import io.fedrealm.provisioning.template.SecretFields;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * By what a secret that Keycloak masks is known again: the start of a salted hash of the value that
 * was written last, in one attribute of the realm.
 *
 * <p><b>What the mark gives away.</b> Who may read a realm's settings ({@code view-realm}) reads
 * it, and gets every export of the realm, while the secret is masked for them. So it is {@value
 * #TAG_BYTES} bytes of the hash and no more. Of a generated secret they are worth nothing; of one
 * that a person made up, some 15,000 of a thousand million guesses fit, which can only be tried
 * where the secret is used (but who has a few guesses learns which is probably right). That does
 * not rest on the hash being slow. A realm has one salt for all of its secrets and keeps it, so
 * that a value has one mark there, however often and wherever it is written: two with different
 * salts would tell twice as much. The price: one change of a secret in 65,536 is not noticed, and
 * who reads the marks sees that two secrets of a realm are probably the same.
 */
public final class SecretMarks {

  /**
   * Rounds of PBKDF2-HMAC-SHA256, as many as RFC 8018, section 4.2, asks for at least. More would
   * not make the mark safer: see above, whoever tries all guesses learns 16 bits at any price. They
   * would make a plan slower, in which Java has just started: 20 secrets take 0.1 s of one core
   * here, most of it for the first, and 0.7 s with 20,000 rounds.
   */
  private static final int ROUNDS = 1_000;

  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 2;
  private static final int VERSION = 1;

  /** The mark of a secret of which nobody knows whether it has been written. */
  private static final String PENDING = "";

  private static final Pattern SALT = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern MARK = Pattern.compile("|[A-Za-z0-9_-]{3}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String salt;
  private final SortedMap<String, String> marks;

  private SecretMarks(String salt, SortedMap<String, String> marks) {
    this.salt = salt;
    this.marks = marks;
  }

  /** No marks. */
  public static SecretMarks none() {
    return new SecretMarks("", new TreeMap<>());
  }

  private SecretMarks salted() {
    if (!salt.isEmpty()) {
      return this;
    }
    byte[] fresh = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(fresh);
    return new SecretMarks(base64(fresh), marks);
  }

  /** The marks of a realm as it is on the server. */
  public static SecretMarks of(RealmState live) {
    return live.find(ResourceId.of(Kind.REALM, ""))
        .map(realm -> of(realm.fields().path("attributes")))
        .orElseGet(SecretMarks::none);
  }

  /** The marks among a realm's attributes; none when somebody has made something else of them. */
  public static SecretMarks of(JsonNode attributes) {
    JsonNode noted = parse(attributes.path(SecretFields.MARKS).asText());
    String salt = noted.path("salt").asText();
    if (noted.path("version").asInt() != VERSION || !SALT.matcher(salt).matches()) {
      return none();
    }
    SortedMap<String, String> marks = new TreeMap<>();
    noted.path("marks").properties().forEach(m -> marks.put(m.getKey(), m.getValue().asText()));
    marks.values().removeIf(mark -> !MARK.matcher(mark).matches());
    return new SecretMarks(salt, marks);
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
    live.find(ResourceId.of(Kind.REALM, ""))
        .map(realm -> realm.fields().withObjectProperty("attributes"))
        .ifPresent(this::putInto);
  }

  /** Puts the marks among a realm's attributes. */
  public void putInto(ObjectNode attributes) {
    ObjectNode noted = JSON.createObjectNode().put("version", VERSION).put("salt", salt);
    noted.set("marks", JSON.valueToTree(marks));
    attributes.put(SecretFields.MARKS, noted.toString());
  }

  /** Whether it was noted what was written last, or that something is being written. */
  boolean know(MaskedSecret secret) {
    return marks.containsKey(secret.key());
  }

  /** Whether this value was written last. */
  public boolean fit(MaskedSecret secret) {
    String mark = marks.getOrDefault(secret.key(), PENDING);
    return !mark.equals(PENDING) && mark.equals(mark(secret));
  }

  /** Whether it was announced that the secret is written, and not yet noted that it was. */
  public boolean isPending(MaskedSecret secret) {
    return PENDING.equals(marks.get(secret.key()));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return marks.isEmpty();
  }

  /** These, and one of a secret that was just written. */
  public SecretMarks with(MaskedSecret secret) {
    SecretMarks salted = salted();
    return salted.with(secret, salted.mark(secret));
  }

  /** These, and that a secret is being written. */
  public SecretMarks withPending(MaskedSecret secret) {
    return salted().with(secret, PENDING);
  }

  private SecretMarks with(MaskedSecret secret, String mark) {
    SortedMap<String, String> more = new TreeMap<>(marks);
    more.put(secret.key(), mark);
    return new SecretMarks(salt, more);
  }

  /** Those whose holder is one of some resources, and those that are being written. */
  public SecretMarks of(Collection<ResourceId> holders) {
    SortedMap<String, String> kept = new TreeMap<>(marks);
    Set<String> keys = holders.stream().map(MaskedSecret::holderKey).collect(toSet());
    kept.entrySet()
        .removeIf(
            mark ->
                !mark.getValue().equals(PENDING)
                    && !keys.contains(MaskedSecret.holderOf(mark.getKey())));
    return new SecretMarks(salt, kept);
  }

  private String mark(MaskedSecret secret) {
    byte[] salted = Base64.getUrlDecoder().decode(salt);
    PBEKeySpec spec =
        new PBEKeySpec(secret.value().toCharArray(), salted, ROUNDS, TAG_BYTES * Byte.SIZE);
    try {
      return base64(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    } finally {
      spec.clearPassword();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
