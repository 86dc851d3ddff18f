package io.fedrealm.provisioning.plan.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.ArrayList;
import java.util.List;

/** Tells which secrets that Keycloak masks are others than those of the template. */
public final class MaskedSecrets {

  private final SecretFingerprints noted;
  private final SecretFingerprints told;
  private final boolean writeUnknown;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> ofClients = new ArrayList<>();

  /**
   * @param noted the marks of those that were written last
   * @param told the marks of those that the server has, as far as it tells them
   * @param writeUnknown whether a secret of which there is neither counts as changed
   */
  public MaskedSecrets(SecretFingerprints noted, SecretFingerprints told, boolean writeUnknown) {
    this.noted = noted;
    this.told = told;
    this.writeUnknown = writeUnknown;
  }

  /** A comparison that cannot tell of any. */
  public static MaskedSecrets unknown() {
    return new MaskedSecrets(SecretFingerprints.none(), SecretFingerprints.none(), false);
  }

  /**
   * Whether a secret has to be written, as far as anybody can tell: another value was written last,
   * or the server has another.
   */
  public boolean isChanged(ResourceId holder, String path, JsonNode value) {
    if (!MaskedSecret.mayBeIn(holder.kind())) {
      if (!writeUnknown) {
        ofClients.add(holder.toString());
      }
      return writeUnknown;
    }
    MaskedSecret secret = MaskedSecret.of(holder, path, value);
    boolean known = noted.know(secret) || told.know(secret);
    if (known) {
      String mark = noted.mark(secret);
      return isOther(noted, secret, mark) || isOther(told, secret, mark);
    }
    if (!writeUnknown) {
      unknown.add(secret.toString());
    }
    return writeUnknown;
  }

  private static boolean isOther(SecretFingerprints marks, MaskedSecret secret, String mark) {
    return marks.know(secret) && !marks.fit(secret, mark);
  }

  /** What the operator should know: a sentence for each reason; none when all are known. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!unknown.isEmpty()) {
      notes.add(
          "not compared, because Keycloak shows only a mask and fedrealm has not noted what it"
              + " wrote there (apply --write-secrets writes them once and notes it; a server with"
              + " fedrealm's extension can compare them): "
              + String.join("; ", unknown));
    }
    if (!ofClients.isEmpty()) {
      notes.add(
          "not compared, because Keycloak shows only a mask of a client's secret to an account that"
              + " may not manage clients, from 26.8 on (give it the realm-management role"
              + " manage-clients, or apply --write-secrets with one that has it): the secret of "
              + String.join("; ", ofClients));
    }
    return notes;
  }
}
