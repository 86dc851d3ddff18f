package io.fedrealm.extension.claim;

import java.util.List;

/**
 * What a rule decides for one token request.
 *
 * @param values the values of the claim; empty: the token gets no such claim
 * @param refusal why no token may be issued for this request, in words for the client's developer
 *     and without data of the user; null when nothing speaks against it
 */
public record ClaimDecision(List<String> values, String refusal) {

  /** Keeps the values as they are now. */
  public ClaimDecision {
    values = List.copyOf(values);
  }

  /**
   * Nothing is asked for and nothing is given.
   *
   * @return a decision without values and without refusal
   */
  public static ClaimDecision none() {
    return new ClaimDecision(List.of(), null);
  }

  /**
   * The claim is given.
   *
   * @param values its values; none is the same as {@link #none()}
   * @return a decision without refusal
   */
  public static ClaimDecision of(List<String> values) {
    return new ClaimDecision(values, null);
  }

  /**
   * The request asks for what the subject cannot have.
   *
   * @param reason names the scope that asks for it
   * @return a decision without values
   */
  public static ClaimDecision refused(String reason) {
    return new ClaimDecision(List.of(), reason);
  }

  /**
   * Tells whether the request is refused.
   *
   * @return whether there is a reason to refuse it
   */
  public boolean isRefused() {
    return refusal != null;
  }
}
