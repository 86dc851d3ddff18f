package io.fedrealm.provisioning.doctor;

/**
 * Something that was looked at.
 *
 * @param name what it is
 * @param status how it is
 * @param detail what was seen
 * @param remedy what to do; "" when nothing is
 */
record Check(String name, Status status, String detail, String remedy) {

  /** How it is. */
  enum Status {
    /** As it should be. */
    ok,
    /** Works, and could bite. */
    warning,
    /** Something that fedrealm does will not work. */
    failed
  }

  static Check ok(String name, String detail) {
    return new Check(name, Status.ok, detail, "");
  }

  static Check warning(String name, String detail, String remedy) {
    return new Check(name, Status.warning, detail, remedy);
  }

  static Check failed(String name, String detail, String remedy) {
    return new Check(name, Status.failed, detail, remedy);
  }
}
