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

/** Shows what a redrive would do: fetches the records and parses them, but stores nothing. */
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

  /** A dead letter that would stay open, and why. */
  @Serdeable
  record Failure(long id, @Nullable String recordId, String errorType, String reason) {
    private static Failure of(DeadLetter letter, String errorType, String reason) {
      return new Failure(letter.id(), letter.recordId(), errorType, reason);
    }
  }

  /**
   * The dead letters that would stay open. For one of a run, it tests only whether the source
   * accepts the credentials.
   */
  List<Failure> failures(OrganizationId organizationId, List<DeadLetter> letters)
      throws InterruptedException {
    var source = sources.primary();
    var key = new StreamKey(organizationId, source.service());
    var failures = new ArrayList<Failure>();
    var byResource = new HashMap<SourceResource, List<DeadLetter>>();
    for (var letter : letters) {
      if (letter.concernsRun()) {
        testConnection(key, source.client());
      } else if (letter.recordId() == null || letter.resource() == null) {
        failures.add(Failure.of(letter, "no_id", "The record has no id to fetch it by"));
      } else {
        byResource
            .computeIfAbsent(source.resource(letter.resource()), _ -> new ArrayList<>())
            .add(letter);
      }
    }
    for (var resource : source.resources()) {
      var ofResource = byResource.get(resource);
      if (ofResource != null) {
        failures.addAll(
            calls.call(key, context -> fetch(source.client(), context, resource, ofResource)));
      }
    }
    return failures;
  }

  private void testConnection(StreamKey key, SourceClient client) throws InterruptedException {
    calls.call(
        key,
        context -> {
          client.testConnection(context);
          return key;
        });
  }

  private List<Failure> fetch(
      SourceClient client,
      RequestContext context,
      SourceResource resource,
      List<DeadLetter> letters)
      throws InterruptedException {
    var failures = new ArrayList<Failure>();
    int batchSize = client.maxIdsPerRequest();
    for (int first = 0; first < letters.size(); first += batchSize) {
      var batch = letters.subList(first, Math.min(letters.size(), first + batchSize));
      var ids = batch.stream().map(DeadLetter::recordId).filter(Objects::nonNull).toList();
      var parsed = records.parse(resource, client.byId(context, resource, ids).records());
      failures.addAll(failures(batch, parsed));
    }
    return failures;
  }

  private static List<Failure> failures(List<DeadLetter> batch, ParsedPage parsed) {
    Map<String, Rejection> rejections =
        parsed.rejects().stream()
            .filter(rejection -> rejection.recordId() != null)
            .collect(Collectors.toMap(Rejection::recordId, it -> it, (first, _) -> first));
    Set<String> valid = parsed.rows().stream().map(row -> row.id()).collect(Collectors.toSet());
    var failures = new ArrayList<Failure>();
    for (var letter : batch) {
      var rejection = rejections.get(letter.recordId());
      if (rejection != null) {
        failures.add(Failure.of(letter, rejection.errorType(), rejection.reason()));
      } else if (!valid.contains(letter.recordId())) {
        failures.add(Failure.of(letter, "not_found", "The source no longer has this record"));
      }
    }
    return failures;
  }
}
