package io.syncledger.sync.deadletters;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.Rejection;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.credentials.InteractiveCalls;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries a redrive without storing anything: fetches the records and reads them. */
@Singleton
final class RedriveDryRun {
  private final InteractiveCalls calls;
  private final Sources sources;
  private final RecordStore records;

  RedriveDryRun(InteractiveCalls calls, Sources sources, RecordStore records) {
    this.calls = calls;
    this.sources = sources;
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
    var source = sources.primary();
    var owner = new StreamKey(organizationId, source.service());
    var failures = new ArrayList<Failure>();
    var byList = new HashMap<SourceResource, List<DeadLetter>>();
    for (var letter : letters) {
      if (letter.concernsRun()) {
        calls.call(
            owner,
            context -> {
              source.client().testConnection(context);
              return owner;
            });
      } else if (letter.recordId() == null || letter.resource() == null) {
        failures.add(Failure.of(letter, "no_id", "The record has no id to fetch it by"));
      } else {
        byList
            .computeIfAbsent(source.resource(letter.resource()), _ -> new ArrayList<>())
            .add(letter);
      }
    }
    for (var list : source.resources()) {
      var ofList = byList.get(list);
      if (ofList != null) {
        failures.addAll(
            calls.call(owner, context -> failures(source.client(), context, list, ofList)));
      }
    }
    return failures;
  }

  private List<Failure> failures(
      SourceClient client, RequestContext context, SourceResource list, List<DeadLetter> letters)
      throws InterruptedException {
    var failures = new ArrayList<Failure>();
    int most = client.maxIdsPerRequest();
    for (int first = 0; first < letters.size(); first += most) {
      var batch = letters.subList(first, Math.min(letters.size(), first + most));
      var ids = batch.stream().map(DeadLetter::recordId).filter(Objects::nonNull).toList();
      var ready = records.parse(list, client.byId(context, list, ids).records());
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
