package io.syncledger.sync.consistency;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.cliniko.Account;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.cliniko.Waiting;
import io.syncledger.sync.consistency.Comparison.Task;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.credentials.Credentials.Found;
import io.syncledger.sync.run.lease.Runs;
import io.syncledger.sync.run.plan.Watermarks;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.UUID;

/** Carries out a check, as far as it may be carried out at all. */
@Singleton
final class Checking {
  private final TransactionOperations<Connection> transactions;
  private final Credentials credentials;
  private final Watermarks watermarks;
  private final Runs runs;
  private final Comparison comparison;
  private final ConsistencySettings settings;

  Checking(
      @Named("sync") TransactionOperations<Connection> transactions,
      Credentials credentials,
      Watermarks watermarks,
      Runs runs,
      Comparison comparison,
      ConsistencySettings settings) {
    this.transactions = transactions;
    this.credentials = credentials;
    this.watermarks = watermarks;
    this.runs = runs;
    this.comparison = comparison;
    this.settings = settings;
  }

  /** No request is made with credentials that were refused before. */
  Report check(CheckRow check) throws InterruptedException {
    var found = credentials.find(check.key());
    if (found.isEmpty()) {
      return Report.nothing(
          "CREDENTIALS_NOT_FOUND", "The organization has no API key for this service");
    }
    return found.get().valid()
        ? check(check, found.get())
        : Report.nothing(
            "CLINIKO_AUTH_FAILED", "Cliniko refused this API key before; it was not asked again");
  }

  private Report check(CheckRow check, Found found) throws InterruptedException {
    var key = check.key();
    var lists = transactions.executeRead(_ -> watermarks.of(key)).keySet();
    if (lists.isEmpty()) {
      return Report.nothing("NEVER_SYNCED", "Nothing was taken over as a whole yet");
    }
    boolean still = idle(check);
    var findings =
        comparison.compare(
            new Task(
                key.organizationId(),
                new Account(new ApiKey(found.secret().text()), Waiting.UNHEARD),
                lists,
                UUID.fromString(check.checkId()).getMostSignificantBits(),
                check.startedAt().plus(settings.timeLimit())));
    if (findings.keyRefused()) {
      credentials.invalidate(key, found.version());
    }
    return still && idle(check) ? findings.report() : findings.report().whileSyncing();
  }

  private boolean idle(CheckRow check) {
    return transactions.executeRead(_ -> runs.live(check.key())).isEmpty();
  }
}
