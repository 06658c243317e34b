package io.syncledger.sync.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Personal data of the patients of a clinic, to be searched for where it must not appear. */
record PersonalData(Set<String> parts) {
  private static final int MIN_LENGTH = 4;
  private static final List<String> FIELDS =
      List.of("first_name", "last_name", "email", "date_of_birth", "address_1");

  static PersonalData of(Clinic clinic) {
    return new PersonalData(
        clinic
            .records(Resource.PATIENTS)
            .flatMap(patient -> FIELDS.stream().map(patient::path))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .filter(text -> text.length() >= MIN_LENGTH)
            .collect(Collectors.toSet()));
  }

  /** Returns the values that the text contains. */
  List<String> in(String text) {
    return parts.stream().filter(text::contains).flatMap(Stream::of).toList();
  }
}
