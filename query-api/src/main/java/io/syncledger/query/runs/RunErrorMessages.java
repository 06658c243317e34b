package io.syncledger.query.runs;

import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.RejectedRecord;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.query.HumanFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What went wrong in a run, in sentences without a record's data. */
public final class RunErrorMessages {
  private RunErrorMessages() {}

  /** One line for the failure, if it failed, and one for each rejected record. */
  public static List<String> all(RunState run) {
    var details = failureMessage(run);
    var failure = details == null ? Stream.<String>empty() : Stream.of(details);
    return Stream.concat(failure, rejectionMessages(run).stream()).toList();
  }

  /** Why the run failed, as a sentence; null unless it did. */
  public static @Nullable String failureMessage(RunState run) {
    if (run.status() != RunStatus.FAILED) {
      return null;
    }
    return run.ending() instanceof SyncFailed failed
        ? failed.failure().message()
        : "The run is unproven: " + String.join("; ", Proof.of(run).problems());
  }

  /** One line a rejected record, such as {@code Patient ID 12345: Invalid phone number format}. */
  public static List<String> rejectionMessages(RunState run) {
    return run.work().rejects().stream().map(RunErrorMessages::line).toList();
  }

  private static String line(RejectedRecord rejected) {
    var reject = rejected.reject();
    var id = reject.recordId() == null ? "without ID" : "ID " + reject.recordId();
    return HumanFormat.singular(rejected.resource()) + " " + id + ": " + reject.reason();
  }
}
