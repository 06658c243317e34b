package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the ids of the records on a page, as text even where the source sends numbers. */
final class RecordIds {
  private RecordIds() {}

  /** Leaves out records without an id. */
  static Set<String> of(Page page) {
    return page.records().stream()
        .map(record -> record.json().path("id").asText(""))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }
}
