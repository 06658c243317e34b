package io.syncledger.testkit.cliniko.records;

import java.util.List;

/** A page of a list, and the size of the whole list. */
public record Page(List<ClinicRecord> records, int total) {

  public Page {
    records = List.copyOf(records);
  }
}
