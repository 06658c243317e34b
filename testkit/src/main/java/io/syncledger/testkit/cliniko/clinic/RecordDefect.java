package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Defects of a single patient record on an otherwise well-formed page. */
public enum RecordDefect {
  /** A character that PostgreSQL's text type cannot store. */
  NUL_IN_NAME(patient -> patient.put("first_name", "Nu\0l")),
  MISSING_ID(patient -> patient.remove("id")),
  NULL_ID(patient -> patient.putNull("id")),
  /** An id that is not an int64. */
  TEXT_ID(patient -> patient.put("id", "not-a-number")),
  /** A JSON number instead of a string, too large for a double. */
  NUMERIC_ID(patient -> patient.put("id", Long.parseLong(patient.path("id").asText()))),
  MISSING_UPDATED_AT(patient -> patient.remove("updated_at")),
  /** An object, a number and a string instead of a name, an instant and phone numbers. */
  WRONG_TYPES(
      patient -> {
        patient.putObject("first_name").put("given", "x");
        patient.put("updated_at", 1_790_000_000).put("patient_phone_numbers", "none");
      }),
  IMPOSSIBLE_DATE(patient -> patient.put("date_of_birth", "2026-02-31")),
  /** Four times as long as Cliniko's limit of 255 characters. */
  LONG_NAME(patient -> patient.put("last_name", "x".repeat(1_020))),
  /** Valid but large: notes of 100 kB. */
  LARGE_NOTES(patient -> patient.put("notes", "n".repeat(100_000))),
  /** A record of more than two megabytes. */
  OVERSIZED(patient -> patient.put("notes", "n".repeat(2_100_000)));

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<ObjectNode> damage;

  RecordDefect(Consumer<ObjectNode> damage) {
    this.damage = damage;
  }

  /** Damages the given tree and returns it. */
  ObjectNode applyTo(ObjectNode patient) {
    damage.accept(patient);
    return patient;
  }
}
