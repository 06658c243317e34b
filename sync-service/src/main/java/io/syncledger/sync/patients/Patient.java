package io.syncledger.sync.patients;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A patient as this service keeps it. Written as flat JSON, its members are the columns of {@code
 * patients}.
 */
public record Patient(
    String clinikoPatientId,
    @JsonUnwrapped Names names,
    @JsonUnwrapped Person person,
    @JsonUnwrapped Contact contact,
    @JsonUnwrapped Address address,
    @JsonUnwrapped History history) {

  record Names(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String preferredFirstName,
      @Nullable String title) {}

  record Person(
      @Nullable LocalDate dateOfBirth,
      @Nullable String gender,
      @Nullable String genderIdentity,
      @Nullable String sex) {}

  record Contact(
      @Nullable String email,
      @Nullable List<PhoneNumber> phoneNumbers,
      @Nullable String reminderType,
      @Nullable String timeZone) {}

  record PhoneNumber(
      @Nullable String phoneType, @Nullable String number, @Nullable String normalizedNumber) {}

  record Address(
      @JsonProperty("address_1") @Nullable String first,
      @JsonProperty("address_2") @Nullable String second,
      @JsonProperty("address_3") @Nullable String third,
      @Nullable String city,
      @Nullable String state,
      @Nullable String postCode,
      @Nullable String country,
      @Nullable String countryCode) {}

  /**
   * When what happened to it at the source.
   *
   * @param mergedWithPatientId the patient it was merged into
   */
  record History(
      @Nullable Instant sourceCreatedAt,
      @Nullable Instant sourceUpdatedAt,
      @Nullable Instant archivedAt,
      @Nullable Instant deletedAt,
      @Nullable Instant mergedAt,
      @Nullable String mergedWithPatientId) {}

  boolean archived() {
    return history.archivedAt() != null;
  }

  /** Tells nothing but the id. */
  @Override
  public String toString() {
    return "Patient[" + clinikoPatientId + "]";
  }
}
