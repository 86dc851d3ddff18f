package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A plan that was kept for review: the templates as they were, variables not put in, and the
 * changes that they came to. It holds no secret: a template names the variables of its secrets, and
 * a change of one says only that it differs. The format is described in docs/plan-and-apply.md.
 *
 * @param server for which server it was made
 * @param prune whether it removes what the templates do not name any more
 * @param templates the templates, in order
 * @param plan the changes as {@link PlanJson} writes them
 */
public record PlanFile(URI server, boolean prune, List<TemplateSource> templates, JsonNode plan) {

  /** Raised when an older fedrealm would not understand the file. */
  public static final int FORMAT = 1;

  private static final String MARK = "fedrealmPlan";
  private static final long MAX_BYTES = 64 << 20;
  private static final String CODE = "hmacSha256";

  /** Strict, so that no two readers see different plans in a file. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Whether a file is a plan, by its first field. */
  public static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(64), StandardCharsets.UTF_8);
      return start.matches("(?s)\\s*\\{\\s*\"" + MARK + "\".*");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @param key the operator's, with which it is signed
   * @return SHA-256 of the file, by which it is known again
   * @throws CommandException when it cannot be written
   */
  public String write(Path file, Optional<String> key) {
    ObjectNode root = JSON.createObjectNode().put(MARK, FORMAT);
    root.put("madeAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    root.put("server", server.toString());
    root.put("prune", prune);
    var list = root.putArray("templates");
    for (TemplateSource template : templates) {
      list.addObject()
          .put("name", template.name())
          .put("sha256", sha256(template.text()))
          .put("text", template.text());
    }
    root.set("plan", plan);
    key.ifPresent(signing -> root.put(CODE, code(root, signing)));
    String text = root.toPrettyString() + "\n";
    Path whole = file.toAbsolutePath();
    try {
      Path part = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
      Files.writeString(part, text);
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      return sha256(text);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The plan cannot be written to %s: %s".formatted(file, e), e);
    }
  }

  /**
   * Reads a plan, and sees to it that nothing in it was changed since it was made.
   *
   * @param digest SHA-256 of the file that was reviewed
   * @param key the operator's, with which the plan was signed
   * @throws CommandException {@link ExitCode#USAGE} when it is damaged, of a newer format, not the
   *     one that was reviewed, not signed with the key, or when there is neither digest nor key
   */
  public static PlanFile read(Path file, Optional<String> digest, Optional<String> key) {
    JsonNode root;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unusable(file, "it has more than 64 MiB");
      }
      String text = Files.readString(file);
      digest.ifPresent(reviewed -> requireDigest(file, text, reviewed));
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw unusable(file, "it cannot be read: " + e.getMessage());
    }
    key.ifPresent(signing -> requireCode(file, (ObjectNode) root, signing));
    if (root.path(MARK).asInt() != FORMAT) {
      throw unusable(
          file, "its format is %s, this fedrealm reads %d".formatted(root.path(MARK), FORMAT));
    }
    List<TemplateSource> templates =
        root.path("templates").valueStream().map(template -> template(file, template)).toList();
    boolean complete = root.path("server").isTextual() && root.at("/plan/realms").isArray();
    if (templates.isEmpty() || !complete) {
      throw unusable(file, "a part of it is missing");
    }
    return new PlanFile(
        URI.create(root.path("server").asText()),
        root.path("prune").asBoolean(),
        templates,
        root.path("plan"));
  }

  private static void requireDigest(Path file, String text, String reviewed) {
    if (!sha256(text).equals(reviewed.strip().toLowerCase(Locale.ROOT))) {
      throw unusable(file, "it is not the one that was reviewed: its SHA-256 is another");
    }
  }

  private static void requireCode(Path file, ObjectNode root, String key) {
    byte[] found = root.path(CODE).asText().getBytes(StandardCharsets.UTF_8);
    String code = code(root.deepCopy().without(CODE), key);
    if (!MessageDigest.isEqual(found, code.getBytes(StandardCharsets.UTF_8))) {
      throw unusable(
          file, "it was not made with this key (FEDREALM_PLAN_KEY), or was changed since");
    }
  }

  private static String code(JsonNode root, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return HexFormat.of()
          .formatHex(mac.doFinal(root.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TemplateSource template(Path file, JsonNode template) {
    String text = template.path("text").asText();
    String name = template.path("name").asText();
    if (!sha256(text).equals(template.path("sha256").asText())) {
      throw unusable(file, "the text of " + name + " was changed in it");
    }
    return new TemplateSource(name, text);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CommandException unusable(Path file, String reason) {
    return new CommandException(
        ExitCode.USAGE, "The plan %s cannot be used: %s. Plan again.".formatted(file, reason));
  }

  /**
   * Sees to it that the plan is still what has to be done.
   *
   * @param now plans of realms of this file, as they are now
   * @throws CommandException with everything that is not as it was
   */
  public void requireUnmoved(List<RealmPlan> now) {
    List<String> moved = StalePlanCheck.between(plan, PlanJson.of(now));
    if (!moved.isEmpty()) {
      throw new CommandException(
          ExitCode.FAILED,
          "The plan does not fit any more, nothing was written to the server:\n  "
              + String.join("\n  ", moved)
              + "\nPlan again, and have it reviewed again.");
    }
  }
}
