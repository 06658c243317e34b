package io.syncledger.events;

import java.util.Locale;

/**
 * Which records a run visits: everything, all patients, patients with a recent or coming
 * appointment, or those changed since.
 */
public enum SyncMode {
  COMPREHENSIVE,
  PATIENTS_ONLY,
  ACTIVE,
  BASIC;

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
