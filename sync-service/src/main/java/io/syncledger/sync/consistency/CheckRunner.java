package io.syncledger.sync.consistency;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.consistency.SourceComparison.Task;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.credentials.CredentialStore.Credential;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.RequestContext;
import io.syncledger.sync.source.cliniko.WaitListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.UUID;

/** Carries out a check, as far as it may be carried out at all. */
@Singleton
final class CheckRunner {
  private final TransactionOperations<Connection> transactions;
  private final CredentialStore credentials;
  private final WatermarkStore watermarks;
  private final RunStore runs;
  private final SourceComparison comparison;
  private final ConsistencySettings settings;

  CheckRunner(
      @Named("sync") TransactionOperations<Connection> transactions,
      CredentialStore credentials,
      WatermarkStore watermarks,
      RunStore runs,
      SourceComparison comparison,
      ConsistencySettings settings) {
    this.transactions = transactions;
    this.credentials = credentials;
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
    return found.get().valid()
        ? run(check, found.get())
        : CheckReport.unverified(
            "CLINIKO_AUTH_FAILED", "Cliniko refused this API key before; it was not asked again");
  }

  private CheckReport run(CheckRow check, Credential found) throws InterruptedException {
    var key = check.key();
    var lists = transactions.executeRead(_ -> watermarks.find(key)).keySet();
    if (lists.isEmpty()) {
      return CheckReport.unverified("NEVER_SYNCED", "Nothing was taken over as a whole yet");
    }
    boolean still = noSyncRunning(check);
    var findings =
        comparison.compare(
            new Task(
                key.organizationId(),
                new RequestContext(new ApiKey(found.secret().text()), WaitListener.NONE),
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
