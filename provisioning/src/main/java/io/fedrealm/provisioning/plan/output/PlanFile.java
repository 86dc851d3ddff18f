package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

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
  private static final ObjectMapper JSON = new ObjectMapper();

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
   * @throws CommandException when it cannot be written
   */
  public void write(Path file) {
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
    Path whole = file.toAbsolutePath();
    try {
      Path part = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
      Files.writeString(part, root.toPrettyString() + "\n");
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The plan cannot be written to %s: %s".formatted(file, e), e);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws CommandException {@link ExitCode#USAGE} when it is damaged, or of a newer format
   */
  public static PlanFile read(Path file) {
    JsonNode root;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unusable(file, "it has more than 64 MiB");
      }
      root = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw unusable(file, "it cannot be read: " + e.getMessage());
    }
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
