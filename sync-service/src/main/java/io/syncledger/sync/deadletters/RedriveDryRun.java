package io.syncledger.sync.deadletters;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.Rejection;
import io.syncledger.sync.connection.InteractiveCalls;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.source.cliniko.ClinikoClient;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import io.syncledger.sync.source.cliniko.RequestContext;
import io.syncledger.sync.source.cliniko.Selection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries a redrive without storing anything: fetches the records and reads them. */
@Singleton
final class RedriveDryRun {
  private final InteractiveCalls calls;
  private final ClinikoClient cliniko;
  private final RecordStore records;

  RedriveDryRun(InteractiveCalls calls, ClinikoClient cliniko, RecordStore records) {
    this.calls = calls;
    this.cliniko = cliniko;
    this.records = records;
  }

  /** A letter that would stay open, and why. */
  @Serdeable
  record Failure(long id, @Nullable String recordId, String errorType, String reason) {
    private static Failure of(DeadLetter letter, String errorType, String reason) {
      return new Failure(letter.id(), letter.recordId(), errorType, reason);
    }
  }

  /** Those of the letters that would fail now. Runs are told from a call that is let in. */
  List<Failure> failures(OrganizationId organizationId, List<DeadLetter> letters)
      throws InterruptedException {
    var failures = new ArrayList<Failure>();
    var byList = new TreeMap<ClinikoResource, List<DeadLetter>>();
    for (var letter : letters) {
      if (letter.concernsRun()) {
        calls.call(organizationId, cliniko::testConnection);
      } else if (letter.recordId() == null || letter.resource() == null) {
        failures.add(Failure.of(letter, "no_id", "The record has no id to fetch it by"));
      } else {
        byList
            .computeIfAbsent(ClinikoResource.named(letter.resource()), _ -> new ArrayList<>())
            .add(letter);
      }
    }
    for (var entry : byList.entrySet()) {
      failures.addAll(
          calls.call(organizationId, account -> of(account, entry.getKey(), entry.getValue())));
    }
    return failures;
  }

  private List<Failure> of(RequestContext account, ClinikoResource list, List<DeadLetter> letters)
      throws InterruptedException {
    var failures = new ArrayList<Failure>();
    for (int first = 0; first < letters.size(); first += Selection.ByIds.MAX) {
      var batch = letters.subList(first, Math.min(letters.size(), first + Selection.ByIds.MAX));
      var ids = batch.stream().map(DeadLetter::recordId).filter(Objects::nonNull).toList();
      var ready = records.parse(list, cliniko.byId(account, list, ids).records());
      failures.addAll(failures(batch, ready));
    }
    return failures;
  }

  private static List<Failure> failures(List<DeadLetter> batch, ParsedPage ready) {
    Map<String, Rejection> rejects =
        ready.rejects().stream()
            .filter(reject -> reject.recordId() != null)
            .collect(Collectors.toMap(Rejection::recordId, reject -> reject, (one, _) -> one));
    Set<String> passing = ready.rows().stream().map(row -> row.id()).collect(Collectors.toSet());
    var failures = new ArrayList<Failure>();
    for (var letter : batch) {
      var reject = rejects.get(letter.recordId());
      if (reject != null) {
        failures.add(Failure.of(letter, reject.errorType(), reject.reason()));
      } else if (!passing.contains(letter.recordId())) {
        failures.add(Failure.of(letter, "not_found", "The source no longer has this record"));
      }
    }
    return failures;
  }
}
