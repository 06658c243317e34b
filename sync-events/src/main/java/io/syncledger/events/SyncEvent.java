package io.syncledger.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in a sync: {@link SyncStarted}, then any number of the middle ones, then exactly
 * one of {@link SyncCompleted}, {@link SyncFailed}, {@link SyncCancelled}. The constructors refuse
 * what contract/events.md does not allow.
 */
public sealed interface SyncEvent {

  Envelope envelope();

  /** A page's records were stored; the three types differ only in what the records are. */
  sealed interface RecordsUpserted extends SyncEvent {
    UpsertResult upsert();

    /** The resource whose pages these are, as in {@link PageFetched#resource()}. */
    String resource();
  }

  /** The three ways for a run to end. */
  sealed interface Terminal extends SyncEvent {}

  /** Said about a run, at any time, also after its end; leaves its course as it is. */
  sealed interface Annotation extends SyncEvent {}

  record SyncStarted(
      Envelope envelope,
      SyncType syncType,
      @Nullable SyncMode mode,
      String operationType,
      Trigger trigger,
      int attempt,
      @Nullable SyncId retryOf,
      @Nullable String syncTokenBefore,
      @Nullable String apiRegion)
      implements SyncEvent {
    public SyncStarted {
      Preconditions.required("sync_type", syncType);
      operationType = Preconditions.matching("operation_type", operationType, NAME_PATTERN);
      Preconditions.required("trigger", trigger);
      Preconditions.minimum("attempt", 1, attempt);
      Preconditions.optionalText("sync_token_before", syncTokenBefore, 500);
      Preconditions.optionalText("api_region", apiRegion, 20);
    }
  }

  /**
   * What the run is going to fetch, before its first page.
   *
   * @param resources in the order in which they will be fetched, each at most once
   */
  record SyncPlanned(Envelope envelope, List<PlannedResource> resources) implements SyncEvent {
    public SyncPlanned {
      resources = List.copyOf(Preconditions.required("resources", resources));
      long distinct = resources.stream().map(PlannedResource::resource).distinct().count();
      if (resources.size() > Preconditions.MAX_RESOURCES || distinct < resources.size()) {
        throw new InvalidEventException(
            "resources",
            "must name at most " + Preconditions.MAX_RESOURCES + " resources, each once");
      }
    }
  }

  /**
   * The run began to wait for the source.
   *
   * @param until when it will go on, in whole milliseconds
   */
  record SyncDelayed(Envelope envelope, DelayReason reason, Instant until) implements SyncEvent {
    public SyncDelayed {
      Preconditions.required("reason", reason);
      until = Preconditions.instant("until", until);
    }
  }

  record PageFetched(
      Envelope envelope,
      String resource,
      int page,
      @Nullable Integer totalPages,
      int records,
      @Nullable Long recordsTotal,
      long bytes,
      long durationMs)
      implements SyncEvent {
    public PageFetched {
      resource = Preconditions.matching("resource", resource, NAME_PATTERN);
      Preconditions.minimum("page", 1, page);
      Preconditions.minimum("total_pages", 0, totalPages);
      Preconditions.minimum("records", 0, records);
      Preconditions.minimum("records_total", 0, recordsTotal);
      Preconditions.minimum("bytes", 0, bytes);
      Preconditions.minimum("duration_ms", 0, durationMs);
    }
  }

  record PatientsUpserted(Envelope envelope, UpsertResult upsert) implements RecordsUpserted {
    @Override
    public String resource() {
      return "patients";
    }
  }

  record AppointmentsUpserted(Envelope envelope, UpsertResult upsert) implements RecordsUpserted {
    @Override
    public String resource() {
      return "appointments";
    }
  }

  /**
   * @param resource which records; {@link #DEFAULT_RESOURCE} where the event does not say, and not
   *     said where it is that, so that events from before it could be said keep their bytes
   */
  record ItemsUpserted(Envelope envelope, String resource, UpsertResult upsert)
      implements RecordsUpserted {
    public static final String DEFAULT_RESOURCE = "items";

    public ItemsUpserted {
      resource =
          Preconditions.matching(
              "resource", resource == null ? DEFAULT_RESOURCE : resource, NAME_PATTERN);
    }
  }

  record RecordsRejected(Envelope envelope, String resource, List<Rejection> rejects)
      implements SyncEvent {
    public RecordsRejected {
      resource = Preconditions.matching("resource", resource, NAME_PATTERN);
      rejects = List.copyOf(Preconditions.required("rejects", rejects));
    }
  }

  /**
   * The source no longer has these records, and nothing there says what became of them.
   *
   * @param recordIds the source's ids of them, 1 to {@link #MAX_IDS}
   */
  record RecordsVanished(Envelope envelope, String resource, List<String> recordIds)
      implements SyncEvent {
    public static final int MAX_IDS = 100;

    public RecordsVanished {
      resource = Preconditions.matching("resource", resource, NAME_PATTERN);
      recordIds = List.copyOf(Preconditions.required("record_ids", recordIds));
      recordIds.forEach(id -> Preconditions.optionalText("record_ids", id, 200));
      if (recordIds.isEmpty() || recordIds.size() > MAX_IDS) {
        throw new InvalidEventException("record_ids", "must hold 1 to " + MAX_IDS + " ids");
      }
    }
  }

  /**
   * The run says that it succeeded; {@link io.syncledger.events.fold.Proof} tells whether its
   * events bear it out.
   *
   * @param totals records per resource in the local database after the sync
   */
  record SyncCompleted(
      Envelope envelope,
      long recordsProcessed,
      long recordsSuccess,
      long recordsFailed,
      Map<String, Long> totals,
      @Nullable String syncTokenAfter,
      long apiRequests,
      long databaseOperations,
      long apiFetchMs,
      long processingMs,
      long databaseMs)
      implements Terminal {
    public SyncCompleted {
      Preconditions.minimum("records_processed", 0, recordsProcessed);
      Preconditions.minimum("records_success", 0, recordsSuccess);
      Preconditions.minimum("records_failed", 0, recordsFailed);
      totals = Preconditions.counts("totals", totals);
      Preconditions.optionalText("sync_token_after", syncTokenAfter, 500);
      Preconditions.minimum("api_requests", 0, apiRequests);
      Preconditions.minimum("database_operations", 0, databaseOperations);
      Preconditions.minimum("api_fetch_ms", 0, apiFetchMs);
      Preconditions.minimum("processing_ms", 0, processingMs);
      Preconditions.minimum("database_ms", 0, databaseMs);
    }
  }

  record SyncFailed(Envelope envelope, SyncFailure failure, long recordsProcessed)
      implements Terminal {
    public SyncFailed {
      Preconditions.required("error_type", failure);
      Preconditions.minimum("records_processed", 0, recordsProcessed);
    }
  }

  record SyncCancelled(Envelope envelope, String reason, @Nullable String requestedBy)
      implements Terminal {
    public SyncCancelled {
      reason = Preconditions.text("reason", reason, 500);
      Preconditions.optionalText("requested_by", requestedBy, 200);
    }
  }

  record SyncRetryScheduled(Envelope envelope, String errorId, int attempt, Instant nextRetryAt)
      implements Annotation {
    public SyncRetryScheduled {
      errorId = Preconditions.text("error_id", errorId, 250);
      Preconditions.minimum("attempt", 1, attempt);
      nextRetryAt = Preconditions.instant("next_retry_at", nextRetryAt);
    }
  }

  record WebhookReceived(Envelope envelope, String deliveryId, String eventName)
      implements Annotation {
    public WebhookReceived {
      deliveryId = Preconditions.text("delivery_id", deliveryId, 200);
      eventName = Preconditions.text("event_name", eventName, 100);
    }
  }

  /**
   * @param counts local and source count by resource
   */
  record ConsistencyChecked(
      Envelope envelope, Map<String, Count> counts, int sampled, int mismatched)
      implements Annotation {
    /**
     * @param source null when the source cannot be counted
     */
    public record Count(long local, @Nullable Long source) {}

    public ConsistencyChecked {
      counts = Map.copyOf(Preconditions.required("counts", counts));
      Preconditions.minimum("sampled", 0, sampled);
      Preconditions.minimum("mismatched", 0, mismatched);
    }
  }

  record ErrorResolved(Envelope envelope, String id, String by) implements Annotation {
    public ErrorResolved {
      id = Preconditions.text("id", id, 250);
      by = Preconditions.text("by", by, 200);
    }
  }

  record AlertAcknowledged(Envelope envelope, String id, String by) implements Annotation {
    public AlertAcknowledged {
      id = Preconditions.text("id", id, 250);
      by = Preconditions.text("by", by, 200);
    }
  }

  /** Names of resources and operations: lower-case words joined by {@code _}. */
  Pattern NAME_PATTERN = Pattern.compile("[a-z][a-z0-9_]{0,59}");
}
