package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.apply.write.RealmAttributes;
import io.fedrealm.provisioning.apply.write.ResourceWriter;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.secret.MaskedSecret;
import io.fedrealm.provisioning.plan.secret.SecretFingerprints;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notes in the realm by what its masked secrets are known again. Before the first of them is
 * written, all that will be are noted as being written; afterwards their marks are. So a run that
 * is killed anywhere in between leaves secrets that the next plan shows as changed, whichever value
 * its template has then, and never a mark of a value that the server does not have.
 */
final class FingerprintJournal {

  private final Queue<MaskedSecret> written = new ConcurrentLinkedQueue<>();
  private boolean due;

  /** Remembers the secrets of a change that was made; from any thread. */
  void written(Change change) {
    written.addAll(MaskedSecret.writtenBy(change));
  }

  /** A realm that will be made, with the note that the secrets of all changes are being written. */
  static ObjectNode announced(ObjectNode realm, Collection<Change> changes) {
    SecretFingerprints pending = announced(SecretFingerprints.none(), changes);
    if (pending.isEmpty()) {
      return realm;
    }
    ObjectNode body = realm.deepCopy();
    pending.putInto(body.withObjectProperty("attributes"));
    return body;
  }

  /**
   * Notes that secrets are being written. Nothing is asked of the server when there are none, or
   * none of another value than the server has.
   *
   * @param target with the realm as it was just read, to which the note is added
   * @param mayWrite is run before a write, and throws when there shall be none
   */
  static void announce(
      ResourceWriter.Target target, Collection<Change> changes, Runnable mayWrite) {
    RealmState live = target.live().state();
    SecretFingerprints known = SecretFingerprints.noted(live);
    SecretFingerprints pending = announced(known, changes);
    if (pending == known) {
      return;
    }
    mayWrite.run();
    RealmAttributes.change(target, pending::putInto);
    pending.putInto(live);
  }

  private static SecretFingerprints announced(
      SecretFingerprints known, Collection<Change> changes) {
    SecretFingerprints all = known;
    for (Change change : changes) {
      for (MaskedSecret secret : MaskedSecret.writtenBy(change)) {
        all = all.fit(secret) || all.isPending(secret) ? all : all.withPending(secret);
      }
    }
    return all;
  }

  /** Puts the marks into a realm that was just read, as they will be once they are noted. */
  void addTo(RealmState live) {
    if (!written.isEmpty()) {
      marks(live).putInto(live);
    }
  }

  /** With those that were announced and then written. A mark of anybody else's stays. */
  private SecretFingerprints marks(RealmState live) {
    SecretFingerprints all = SecretFingerprints.noted(live);
    for (MaskedSecret secret : written) {
      if (all.isPending(secret)) {
        all = all.with(secret);
        due = true;
      }
    }
    return all;
  }

  /**
   * Writes the marks of what was written, and drops those of what the realm does not have any more.
   * Nothing is asked of the server when there is no new one.
   *
   * @param target with the realm as it was before the run, and the announcement
   * @param mayWrite is run before a write, and throws when there shall be none
   */
  void note(ResourceWriter.Target target, Runnable mayWrite) {
    RealmState live = target.live().state();
    SecretFingerprints marks = marks(live);
    if (!due) {
      return;
    }
    mayWrite.run();
    Set<ResourceId> holders = new HashSet<>(live.resources().keySet());
    written.forEach(secret -> holders.add(secret.holder()));
    RealmAttributes.change(target, marks.of(holders)::putInto);
  }
}
