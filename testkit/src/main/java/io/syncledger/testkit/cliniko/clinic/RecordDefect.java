package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What can be wrong with one patient record while its page is well-formed. */
public enum RecordDefect {
  /** A character that PostgreSQL's text cannot hold. */
  NUL_IN_NAME(patient -> patient.put("first_name", "Nu\0l")),
  MISSING_ID(patient -> patient.remove("id")),
  NULL_ID(patient -> patient.putNull("id")),
  /** An id that is no int64. */
  TEXT_ID(patient -> patient.put("id", "not-a-number")),
  /** A JSON number where the contract has text, beyond what a double can hold. */
  NUMERIC_ID(patient -> patient.put("id", Long.parseLong(patient.path("id").asText()))),
  MISSING_UPDATED_AT(patient -> patient.remove("updated_at")),
  /** An object, a number and text where name, instant and phone numbers should be. */
  WRONG_TYPES(
      patient -> {
        patient.putObject("first_name").put("given", "x");
        patient.put("updated_at", 1_790_000_000).put("patient_phone_numbers", "none");
      }),
  IMPOSSIBLE_DATE(patient -> patient.put("date_of_birth", "2026-02-31")),
  /** Four times longer than Cliniko's own limit of 255 characters. */
  LONG_NAME(patient -> patient.put("last_name", "x".repeat(1_020))),
  /** Legal, and large: notes of 100 kB. */
  LARGE_NOTES(patient -> patient.put("notes", "n".repeat(100_000))),
  /** One record of more than two megabytes. */
  OVERSIZED(patient -> patient.put("notes", "n".repeat(2_100_000)));

  // Lambdas without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<ObjectNode> damage;

  RecordDefect(Consumer<ObjectNode> damage) {
    this.damage = damage;
  }

  /** The patient with this defect; the given tree is changed. */
  ObjectNode applyTo(ObjectNode patient) {
    damage.accept(patient);
    return patient;
  }
}
