package io.syncledger.events;

/**
 * Which records a run visits: everything, all patients, patients with a recent or coming
 * appointment, or those changed since.
 */
public enum SyncMode {
  COMPREHENSIVE,
  PATIENTS_ONLY,
  ACTIVE,
  BASIC;

  /**
   * Reads the wire name.
   *
   * @throws InvalidEventException when there is no such mode
   */
  public static SyncMode parse(String name) {
    return WireName.parse("mode", SyncMode.class, name);
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this, '-');
  }
}
