package io.syncledger.testkit.cliniko.hostile;

import static io.syncledger.testkit.cliniko.records.Resource.ATTENDEES;
import static io.syncledger.testkit.cliniko.records.Resource.INDIVIDUAL_APPOINTMENTS;
import static io.syncledger.testkit.cliniko.records.Resource.PATIENTS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Unusual but valid contents in a few records of each resource. Each of these records counts as
 * edited now.
 */
public enum RecordSwitch implements HostileSwitch {
  RTL_TEXT(
      holding(
          "names are written from right to left, with control characters that reverse text",
          HostileText::rightToLeft,
          PATIENTS)),
  EMOJI(
      holding(
          "names contain sequences of four-byte characters joined into one",
          HostileText::emoji,
          PATIENTS)),
  MARKUP_AND_FORMULAS(
      holding("names contain HTML, scripts, formulas and SQL", HostileText::markup, PATIENTS)),
  NAMES_MISSING(
      holding(
          "names are null",
          row -> row.putNull("first_name").putNull("last_name").putNull("label"),
          PATIENTS)),
  LARGE_NOTES(
      holding(
          "notes have 100 kB",
          row -> row.put("notes", "n".repeat(100_000)),
          PATIENTS,
          INDIVIDUAL_APPOINTMENTS)),
  SHARED_EMAIL(
      holding(
          "patients share an e-mail address",
          row -> row.put("email", "family@example.test"),
          PATIENTS)),
  PHONE_NUMBERS_NULL(
      holding(
          "patient_phone_numbers is null", row -> row.putNull("patient_phone_numbers"), PATIENTS)),
  UNKNOWN_ENUM_VALUES(
      holding(
          "values are undocumented",
          HostileText::unknownValues,
          PATIENTS,
          INDIVIDUAL_APPOINTMENTS,
          ATTENDEES)),
  ANCIENT_DATES(
      holding("dates are in the year 1", HostileTimes::ancient, PATIENTS, INDIVIDUAL_APPOINTMENTS)),
  ENDS_BEFORE_STARTS(
      holding(
          "appointments end before they start", HostileTimes::backwards, INDIVIDUAL_APPOINTMENTS)),
  ACROSS_CLOCK_CHANGE(
      holding(
          "appointments span a change of the clocks",
          HostileTimes::acrossClockChange,
          INDIVIDUAL_APPOINTMENTS)),
  DANGLING_LINKS(
      holding(
          "links lead to records that return 404",
          HostileText::dangling,
          INDIVIDUAL_APPOINTMENTS,
          ATTENDEES)),
  ABSENT_LINKS(
      holding(
          "links are absent or null", HostileText::unlinked, INDIVIDUAL_APPOINTMENTS, ATTENDEES)),
  UPDATED_IN_THE_FUTURE(
      Traits.survivable(
          "updated_at is a year in the future",
          (cliniko, intensity, self) -> {
            Clinic clinic = cliniko.clinic();
            new RandomEdits(clinic, self.random(intensity))
                .forEach(
                    List.of(PATIENTS, INDIVIDUAL_APPOINTMENTS),
                    intensity.recordsPerResource(),
                    (resource, id) ->
                        clinic.editKeepingUpdatedAt(
                            resource, id, row -> HostileTimes.future(row, clinic.now())));
          }));

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  RecordSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Traits holding(
      String description, Consumer<ObjectNode> change, Resource... resources) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) ->
            new RandomEdits(cliniko.clinic(), self.random(intensity))
                .forEach(
                    List.of(resources),
                    intensity.recordsPerResource(),
                    (resource, id) -> cliniko.clinic().edit(resource, id, change)));
  }
}
