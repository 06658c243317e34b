package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * A record of the source that could not be stored, and why.
 *
 * @param recordId its id at the source; null when it had none
 * @param errorType the kind of defect, such as {@code schema_mismatch}
 * @param reason which field is wrong and how; never the value
 */
public record Rejection(@Nullable String recordId, String errorType, String reason) {

  public Rejection {
    Preconditions.optionalText("record_id", recordId, 200);
    errorType = Preconditions.text("error_type", errorType, 60);
    reason = Preconditions.text("reason", reason, 500);
  }
}
