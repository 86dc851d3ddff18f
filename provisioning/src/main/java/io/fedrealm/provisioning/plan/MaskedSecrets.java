package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.ArrayList;
import java.util.List;

/** Tells which secrets that Keycloak masks are others than those written last. */
final class MaskedSecrets {

  private final SecretMarks marks;
  private final boolean writeUnknown;
  private final List<String> unknown = new ArrayList<>();

  /**
   * @param marks by what those are known that were written last
   * @param writeUnknown whether a secret of which nobody knows what was written counts as changed
   */
  MaskedSecrets(SecretMarks marks, boolean writeUnknown) {
    this.marks = marks;
    this.writeUnknown = writeUnknown;
  }

  /** Whether a secret has to be written, as far as anybody can tell. */
  boolean isChanged(ResourceId holder, String path, JsonNode value) {
    if (!MaskedSecret.mayBeIn(holder.kind())) {
      return false;
    }
    MaskedSecret secret = MaskedSecret.of(holder, path, value);
    if (marks.know(secret)) {
      return !marks.fit(secret);
    }
    if (!writeUnknown) {
      unknown.add(secret.toString());
    }
    return writeUnknown;
  }

  /** What the operator should know: a sentence, or none. */
  List<String> notes() {
    return unknown.isEmpty()
        ? List.of()
        : List.of(
            "not compared, because Keycloak shows only a mask and fedrealm has not noted what it"
                + " wrote there (apply --write-secrets writes them once and notes it): "
                + String.join("; ", unknown));
  }
}
