package io.syncledger.sync.consistency;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.consistency.SourceComparison.Task;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.credentials.CredentialStore.Credential;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.Sources;
import io.syncledger.sync.source.WaitListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.UUID;

/** Carries out a check, as far as it may be carried out at all. */
@Singleton
final class CheckRunner {
  private final TransactionOperations<Connection> transactions;
  private final CredentialStore credentials;
  private final Sources sources;
  private final WatermarkStore watermarks;
  private final RunStore runs;
  private final SourceComparison comparison;
  private final ConsistencySettings settings;

  CheckRunner(
      @Named("sync") TransactionOperations<Connection> transactions,
      CredentialStore credentials,
      Sources sources,
      WatermarkStore watermarks,
      RunStore runs,
      SourceComparison comparison,
      ConsistencySettings settings) {
    this.transactions = transactions;
    this.credentials = credentials;
    this.sources = sources;
    this.watermarks = watermarks;
    this.runs = runs;
    this.comparison = comparison;
    this.settings = settings;
  }

  /** No request is made with credentials that were refused before. */
  CheckReport run(CheckRow check) throws InterruptedException {
    var found = credentials.find(check.key());
    if (found.isEmpty()) {
      return CheckReport.unverified(
          "CREDENTIALS_NOT_FOUND", "The organization has no API key for this service");
    }
    var source = sources.of(check.key().service());
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
      return CheckReport.unverified("NEVER_SYNCED", "Nothing was taken over as a whole yet");
    }
    boolean still = noSyncRunning(check);
    var findings =
        comparison.compare(
            new Task(
                key.organizationId(),
                source,
                new RequestContext(found.secret(), WaitListener.NONE),
                lists,
                UUID.fromString(check.checkId()).getMostSignificantBits(),
                check.startedAt().plus(settings.timeLimit())));
    if (findings.credentialsRefused()) {
      credentials.invalidate(key, found.version());
    }
    return still && noSyncRunning(check)
        ? findings.toReport()
        : findings.toReport().withSyncRunning();
  }

  private boolean noSyncRunning(CheckRow check) {
    return transactions.executeRead(_ -> runs.findLive(check.key())).isEmpty();
  }
}
