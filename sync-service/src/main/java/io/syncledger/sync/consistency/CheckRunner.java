package io.syncledger.sync.consistency;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.Rejection;
import io.syncledger.sync.consistency.CheckReport.Mismatch;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.credentials.CredentialStore.Credential;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordDifference;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.run.state.RunStore;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.RequestListener;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs a check: counts each list, and compares a sample field by field. */
@Singleton
final class CheckRunner {
  private final TransactionOperations<Connection> transactions;
  private final CredentialStore credentials;
  private final Sources sources;
  private final WatermarkStore watermarks;
  private final RunStore runs;
  private final RecordStore records;
  private final ConsistencySettings settings;
  private final Clock clock;

  CheckRunner(
      @Named("sync") TransactionOperations<Connection> transactions,
      CredentialStore credentials,
      Sources sources,
      WatermarkStore watermarks,
      RunStore runs,
      RecordStore records,
      ConsistencySettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.credentials = credentials;
    this.sources = sources;
    this.watermarks = watermarks;
    this.runs = runs;
    this.records = records;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Lists to compare, and the deadline.
   *
   * @param lists those that were copied as a whole
   * @param seed determines which records are compared field by field
   */
  private record Task(
      OrganizationId organizationId,
      Source source,
      RequestContext context,
      Collection<SourceResource> lists,
      long seed,
      Instant until) {}

  /** Sends no request with credentials that were refused before. */
  CheckReport run(CheckRow check) throws InterruptedException {
    var found = credentials.find(check.key());
    if (found.isEmpty()) {
      return CheckReport.unverified(
          "CREDENTIALS_NOT_FOUND", "The organization has no API key for this service");
    }
    var source = sources.get(check.key().service());
    if (!found.get().valid()) {
      var refused = source.credentialRefusedBefore();
      return CheckReport.unverified(refused.errorCode(), refused.message());
    }
    return run(check, source, found.get());
  }

  private CheckReport run(CheckRow check, Source source, Credential found)
      throws InterruptedException {
    var key = check.key();
    var lists = transactions.executeRead(_ -> watermarks.find(source, key)).keySet();
    if (lists.isEmpty()) {
      return CheckReport.unverified("NEVER_SYNCED", "No list was fully synced yet");
    }
    var task =
        new Task(
            key.organizationId(),
            source,
            new RequestContext(found.secret(), RequestListener.NONE),
            lists,
            UUID.fromString(check.checkId()).getMostSignificantBits(),
            check.startedAt().plus(settings.timeLimit()));
    boolean undisturbed = noSyncRunning(check);
    var findings = compare(task);
    if (findings.credentialsRefused()) {
      credentials.invalidate(key, found.version());
    }
    return undisturbed && noSyncRunning(check)
        ? findings.toReport()
        : findings.toReport().withSyncRunning();
  }

  private boolean noSyncRunning(CheckRow check) {
    return transactions.executeRead(_ -> runs.findLive(check.key())).isEmpty();
  }

  private CheckFindings compare(Task task) throws InterruptedException {
    var findings = new CheckFindings(task.source().displayName());
    for (var resource : task.lists()) {
      findings.addCount(
          resource,
          records.countVisible(task.organizationId(), resource),
          count(task, resource, findings));
    }
    var sampled = task.source().sampledResources().stream().filter(task.lists()::contains).toList();
    for (var resource : sampled) {
      int share =
          Math.min(settings.sample() / sampled.size(), task.source().client().maxIdsPerRequest());
      sample(task, resource, share, findings);
    }
    return findings;
  }

  private @Nullable Long count(Task task, SourceResource resource, CheckFindings findings)
      throws InterruptedException {
    if (skipped(task, resource, findings)) {
      return null;
    }
    try {
      return task.source().client().count(task.context(), resource, IdRange.all(resource), false);
    } catch (SourceException e) {
      findings.addRefusal(resource, e);
      return null;
    }
  }

  private void sample(Task task, SourceResource resource, int size, CheckFindings findings)
      throws InterruptedException {
    var ids = records.sampleIds(task.organizationId(), resource, task.seed(), size);
    if (ids.isEmpty() || skipped(task, resource, findings)) {
      return;
    }
    try {
      var page = task.source().client().byId(task.context(), resource, ids);
      var ready = records.parse(resource, page.records());
      findings.addSample(ids.size(), mismatches(task, resource, ids, ready));
    } catch (SourceException e) {
      findings.addRefusal(resource, e);
    }
  }

  private boolean skipped(Task task, SourceResource resource, CheckFindings findings) {
    if (!findings.isEnded() && clock.instant().isAfter(task.until())) {
      findings.addUnverified(resource, "TIME_LIMIT", "The check took too long");
      return true;
    }
    findings.addSkipped(resource);
    return findings.isEnded();
  }

  private List<Mismatch> mismatches(
      Task task, SourceResource resource, List<String> ids, ParsedPage ready) {
    var mismatched = new ArrayList<Mismatch>();
    for (var difference : records.compare(task.organizationId(), ready)) {
      mismatched.add(
          new Mismatch(
              difference.recordId(),
              resource.resourceName(),
              difference.fields(),
              problem(difference)));
    }
    var unreadable = new HashSet<String>();
    ready.rejects().stream()
        .map(Rejection::recordId)
        .filter(Objects::nonNull)
        .forEach(unreadable::add);
    var readable = Set.copyOf(ready.rows().stream().map(row -> row.id()).toList());
    ids.stream()
        .filter(id -> !readable.contains(id))
        .map(
            id ->
                new Mismatch(
                    id,
                    resource.resourceName(),
                    List.of(),
                    unreadable.contains(id) ? "unreadable" : "not_at_source"))
        .forEach(mismatched::add);
    return mismatched;
  }

  private static String problem(RecordDifference difference) {
    return difference.newerAtSource() ? "newer_at_source" : "differs";
  }
}
