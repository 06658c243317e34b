package io.syncledger.events;

/**
 * The selection of records that a run syncs: all of them, all patients, patients with a recent or
 * upcoming appointment, or those changed since the last run.
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
