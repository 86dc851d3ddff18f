package io.fedrealm.extension.claim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a mapper decides for one token request.
 *
 * @param claims the claims that the token gets: a text, a list of texts, or an object of lists
 * @param absences the claims that the token does not get because something is wrong, each with the
 *     reason in words for the operator and without data of the user. The token rules say it when a
 *     scope promises the claim; a subject that simply has nothing to put into a claim is no absence
 * @param refusal why no token may be issued for this request; null when nothing speaks against it
 */
public record MapperDecision(
    Map<ClaimName, Object> claims, Map<ClaimName, String> absences, String refusal) {

  /** Keeps the claims as they are now, in their order. */
  public MapperDecision {
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    absences = Collections.unmodifiableMap(new LinkedHashMap<>(absences));
  }

  /** Collects the claims of a mapper, one after the other. */
  public static final class Builder {

    private final Map<ClaimName, Object> claims = new LinkedHashMap<>();
    private final Map<ClaimName, String> absences = new LinkedHashMap<>();

    /**
     * Gives a claim.
     *
     * @param name the claim
     * @param value its value
     * @return this
     */
    public Builder claim(ClaimName name, Object value) {
      claims.put(name, value);
      return this;
    }

    /**
     * Withholds a claim.
     *
     * @param name the claim
     * @param reason what is wrong
     * @return this
     */
    public Builder absence(ClaimName name, String reason) {
      absences.put(name, reason);
      return this;
    }

    /**
     * Ends the collection.
     *
     * @return a decision that refuses nothing
     */
    public MapperDecision build() {
      return new MapperDecision(claims, absences, null);
    }
  }
}
