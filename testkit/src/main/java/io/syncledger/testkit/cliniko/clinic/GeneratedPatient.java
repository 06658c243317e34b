package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A patient computed when it is read. */
record GeneratedPatient(PatientRecipe recipe, int row) implements ClinicRecord {

  @Override
  public byte[] json() {
    return LinkRoot.write(tree());
  }

  @Override
  public @Nullable Object value(Field field) {
    return switch (field.name()) {
      case "id" -> recipe.id(row);
      case "created_at" -> recipe.createdAt(row).toEpochMilli();
      case "updated_at" -> recipe.updatedAt(row).toEpochMilli();
      case "archived_at" -> millis(recipe.archivedAt(row));
      case "first_name" -> recipe.firstName(row);
      case "last_name" -> recipe.lastName(row);
      case "email" -> recipe.email(row);
      case "date_of_birth" -> recipe.dateOfBirth(row);
      default -> null;
    };
  }

  @Override
  public ObjectNode tree() {
    String id = Long.toString(recipe.id(row));
    ObjectNode patient = NewPatient.blank(id, recipe.createdAt(row).toString());
    patient.put("updated_at", recipe.updatedAt(row).toString());
    patient.put("archived_at", text(recipe.archivedAt(row)));
    String first = recipe.firstName(row);
    String last = recipe.lastName(row);
    patient.put("first_name", first).put("last_name", last).put("label", first + ' ' + last);
    patient.put("date_of_birth", recipe.dateOfBirth(row)).put("email", recipe.email(row));
    patient.put("reminder_type", recipe.pick(row, 9, Names.REMINDERS));
    patient.put("accepted_email_marketing", recipe.below(row, 10, 2) == 0);
    patient.put("accepted_sms_marketing", recipe.below(row, 11, 2) == 0);
    gender(patient);
    address(patient);
    phone(patient);
    return patient;
  }

  private void gender(ObjectNode patient) {
    String gender = recipe.pick(row, 12, Names.GENDERS);
    patient.put("gender", gender).put("sex", gender);
    patient.put("title", gender.equals("Female") ? "Ms" : "Mr");
  }

  private void address(ObjectNode patient) {
    String street = recipe.pick(row, 13, Names.STREETS);
    patient.put("address_1", (1 + recipe.below(row, 14, 400)) + " " + street);
    patient.put("city", recipe.pick(row, 15, Names.CITIES)).put("post_code", "2000");
    patient.put("country", "Australia").put("country_code", "AU");
    patient.put("time_zone", "Australia/Sydney");
  }

  private void phone(ObjectNode patient) {
    if (recipe.below(row, 16, 20) == 0) {
      return;
    }
    // 0491 570 000 to 579 999 lies in the range that is reserved for fiction.
    int number = recipe.below(row, 17, 10_000);
    String digits = "57%04d".formatted(number);
    patient
        .putArray("patient_phone_numbers")
        .addObject()
        .put("phone_type", "Mobile")
        .put("number", "0491 " + digits.substring(0, 3) + ' ' + digits.substring(3))
        .put("normalized_number", "61491" + digits);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
