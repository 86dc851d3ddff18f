package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a realm must hold to.
 *
 * @param id stable name, {@code FR-TOKEN-01}; never used again for another rule
 * @param severity how bad it is
 * @param title what is wrong, in a few words
 * @param reason why it is wrong, in one line
 * @param fix what to do about it
 * @param template the line of a realm template that does it; empty when no line can
 * @param sources who says so; at least one
 * @param check finds the places that do not hold to it
 */
public record Rule(
    String id,
    Severity severity,
    String title,
    String reason,
    String fix,
    String template,
    List<Source> sources,
    Check check) {

  /** Finds the places at which a rule does not hold. */
  @FunctionalInterface
  public interface Check {

    /** The places, in the order of the realm. */
    Stream<Violation> hits(AuditedRealm realm);
  }

  /** What part of a realm it speaks of. */
  public Feature feature() {
    return Feature.of(id);
  }

  /** Starts a rule; the words read like a sentence about it. */
  public static Builder rule(String id, Severity severity, String title) {
    return new Builder(id, severity, title);
  }

  /** A rule that is being written down. */
  public static final class Builder {

    private final String id;
    private final Severity severity;
    private final String title;
    private String reason = "";
    private String fix = "";
    private String template = "";
    private List<Source> sources = List.of();

    private Builder(String id, Severity severity, String title) {
      this.id = id;
      this.severity = severity;
      this.title = title;
    }

    public Builder because(String why) {
      this.reason = why;
      return this;
    }

    public Builder fix(String how) {
      this.fix = how;
      return this;
    }

    public Builder line(String json) {
      this.template = json;
      return this;
    }

    public Builder source(Source... who) {
      this.sources = List.of(who);
      return this;
    }

    /** Ends the rule with what it looks for. */
    public Rule when(Check check) {
      return new Rule(id, severity, title, reason, fix, template, sources, check);
    }
  }
}
