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
    Upsert upsert();

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
      @Nullable Mode mode,
      String operationType,
      Trigger trigger,
      int attempt,
      @Nullable SyncId retryOf,
      @Nullable String syncTokenBefore,
      @Nullable String apiRegion)
      implements SyncEvent {
    public SyncStarted {
      Require.present("sync_type", syncType);
      operationType = Require.matching("operation_type", operationType, NAME);
      Require.present("trigger", trigger);
      Require.atLeast("attempt", 1, attempt);
      Require.optionalText("sync_token_before", syncTokenBefore, 500);
      Require.optionalText("api_region", apiRegion, 20);
    }
  }

  /**
   * What the run is going to fetch, before its first page.
   *
   * @param resources in the order in which they will be fetched, each at most once
   */
  record SyncPlanned(Envelope envelope, List<PlannedResource> resources) implements SyncEvent {
    public SyncPlanned {
      resources = List.copyOf(Require.present("resources", resources));
      long distinct = resources.stream().map(PlannedResource::resource).distinct().count();
      if (resources.size() > Require.RESOURCES_MAX || distinct < resources.size()) {
        throw new InvalidEventException(
            "resources", "must name at most " + Require.RESOURCES_MAX + " resources, each once");
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
      Require.present("reason", reason);
      until = Require.instant("until", until);
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
      resource = Require.matching("resource", resource, NAME);
      Require.atLeast("page", 1, page);
      Require.atLeast("total_pages", 0, totalPages);
      Require.atLeast("records", 0, records);
      Require.atLeast("records_total", 0, recordsTotal);
      Require.atLeast("bytes", 0, bytes);
      Require.atLeast("duration_ms", 0, durationMs);
    }
  }

  record PatientsUpserted(Envelope envelope, Upsert upsert) implements RecordsUpserted {
    @Override
    public String resource() {
      return "patients";
    }
  }

  record AppointmentsUpserted(Envelope envelope, Upsert upsert) implements RecordsUpserted {
    @Override
    public String resource() {
      return "appointments";
    }
  }

  /**
   * @param resource which records; {@link #ITEMS} where the event does not say, and not said where
   *     it is that, so that events from before it could be said keep their bytes
   */
  record ItemsUpserted(Envelope envelope, String resource, Upsert upsert)
      implements RecordsUpserted {
    public static final String ITEMS = "items";

    public ItemsUpserted {
      resource = Require.matching("resource", resource == null ? ITEMS : resource, NAME);
    }
  }

  record RecordsRejected(Envelope envelope, String resource, List<Reject> rejects)
      implements SyncEvent {
    public RecordsRejected {
      resource = Require.matching("resource", resource, NAME);
      rejects = List.copyOf(Require.present("rejects", rejects));
    }
  }

  /**
   * The source no longer has these records, and nothing there says what became of them.
   *
   * @param recordIds the source's ids of them, 1 to {@link #IDS_MAX}
   */
  record RecordsVanished(Envelope envelope, String resource, List<String> recordIds)
      implements SyncEvent {
    public static final int IDS_MAX = 100;

    public RecordsVanished {
      resource = Require.matching("resource", resource, NAME);
      recordIds = List.copyOf(Require.present("record_ids", recordIds));
      recordIds.forEach(id -> Require.optionalText("record_ids", id, 200));
      if (recordIds.isEmpty() || recordIds.size() > IDS_MAX) {
        throw new InvalidEventException("record_ids", "must hold 1 to " + IDS_MAX + " ids");
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
      Require.atLeast("records_processed", 0, recordsProcessed);
      Require.atLeast("records_success", 0, recordsSuccess);
      Require.atLeast("records_failed", 0, recordsFailed);
      totals = Require.counts("totals", totals);
      Require.optionalText("sync_token_after", syncTokenAfter, 500);
      Require.atLeast("api_requests", 0, apiRequests);
      Require.atLeast("database_operations", 0, databaseOperations);
      Require.atLeast("api_fetch_ms", 0, apiFetchMs);
      Require.atLeast("processing_ms", 0, processingMs);
      Require.atLeast("database_ms", 0, databaseMs);
    }
  }

  record SyncFailed(Envelope envelope, SyncFailure failure, long recordsProcessed)
      implements Terminal {
    public SyncFailed {
      Require.present("error_type", failure);
      Require.atLeast("records_processed", 0, recordsProcessed);
    }
  }

  record SyncCancelled(Envelope envelope, String reason, @Nullable String requestedBy)
      implements Terminal {
    public SyncCancelled {
      reason = Require.text("reason", reason, 500);
      Require.optionalText("requested_by", requestedBy, 200);
    }
  }

  record SyncRetryScheduled(Envelope envelope, String errorId, int attempt, Instant nextRetryAt)
      implements Annotation {
    public SyncRetryScheduled {
      errorId = Require.text("error_id", errorId, 250);
      Require.atLeast("attempt", 1, attempt);
      nextRetryAt = Require.instant("next_retry_at", nextRetryAt);
    }
  }

  record WebhookReceived(Envelope envelope, String deliveryId, String eventName)
      implements Annotation {
    public WebhookReceived {
      deliveryId = Require.text("delivery_id", deliveryId, 200);
      eventName = Require.text("event_name", eventName, 100);
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
      counts = Map.copyOf(Require.present("counts", counts));
      Require.atLeast("sampled", 0, sampled);
      Require.atLeast("mismatched", 0, mismatched);
    }
  }

  record ErrorResolved(Envelope envelope, String id, String by) implements Annotation {
    public ErrorResolved {
      id = Require.text("id", id, 250);
      by = Require.text("by", by, 200);
    }
  }

  record AlertAcknowledged(Envelope envelope, String id, String by) implements Annotation {
    public AlertAcknowledged {
      id = Require.text("id", id, 250);
      by = Require.text("by", by, 200);
    }
  }

  /** Names of resources and operations: lower-case words joined by {@code _}. */
  Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
}
