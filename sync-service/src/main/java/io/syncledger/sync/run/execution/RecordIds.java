package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import java.util.Set;
import java.util.stream.Collectors;

/** The ids on a page, as text also where the source gives numbers, as far as records have one. */
final class RecordIds {
  private RecordIds() {}

  static Set<String> of(Page page) {
    return page.records().stream()
        .map(record -> record.json().path("id").asText(""))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }
}
