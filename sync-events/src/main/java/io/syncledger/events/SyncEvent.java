package io.syncledger.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen in a sync: {@link SyncStarted} first, then any number of others, and
 * last exactly one of {@link SyncCompleted}, {@link SyncFailed} and {@link SyncCancelled}. The
 * constructors reject what contract/events.md does not allow.
 */
public sealed interface SyncEvent {

  Envelope envelope();

  /** The records of a page were stored. The three types differ only in the kind of records. */
  sealed interface RecordsUpserted extends SyncEvent {
    UpsertResult upsert();

    /** The resource whose pages these are, as in {@link PageFetched#resource()}. */
    String resource();
  }

  /** The three ways in which a run can end. */
  sealed interface Terminal extends SyncEvent {}

  /**
   * A note about a run, possible at any time, even after its end. It does not change how the run
   * proceeds.
   */
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
      operationType =
          Preconditions.matching("operation_type", operationType, Preconditions.NAME_PATTERN);
      Preconditions.required("trigger", trigger);
      Preconditions.minimum("attempt", 1, attempt);
      Preconditions.optionalText("sync_token_before", syncTokenBefore, 500);
      Preconditions.optionalText("api_region", apiRegion, 20);
    }
  }

  /**
   * The run announces the resources that it will fetch, before its first page.
   *
   * @param resources in the order of fetching, each at most once
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
   * The run starts to wait for the source.
   *
   * @param until when it will continue, truncated to milliseconds
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
      resource = Preconditions.matching("resource", resource, Preconditions.NAME_PATTERN);
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
   * @param resource the kind of records; {@link #DEFAULT_RESOURCE} when the event does not name it.
   *     The default is not written, so that events older than this field keep their bytes
   */
  record ItemsUpserted(Envelope envelope, String resource, UpsertResult upsert)
      implements RecordsUpserted {
    public static final String DEFAULT_RESOURCE = "items";

    public ItemsUpserted {
      resource =
          Preconditions.matching(
              "resource",
              resource == null ? DEFAULT_RESOURCE : resource,
              Preconditions.NAME_PATTERN);
    }
  }

  record RecordsRejected(Envelope envelope, String resource, List<Rejection> rejects)
      implements SyncEvent {
    public RecordsRejected {
      resource = Preconditions.matching("resource", resource, Preconditions.NAME_PATTERN);
      rejects = List.copyOf(Preconditions.required("rejects", rejects));
    }
  }

  /**
   * Records that are gone from the source without being archived or deleted there.
   *
   * @param recordIds their ids at the source, 1 to {@link #MAX_IDS}
   */
  record RecordsVanished(Envelope envelope, String resource, List<String> recordIds)
      implements SyncEvent {
    public static final int MAX_IDS = 100;

    public RecordsVanished {
      resource = Preconditions.matching("resource", resource, Preconditions.NAME_PATTERN);
      recordIds = List.copyOf(Preconditions.required("record_ids", recordIds));
      recordIds.forEach(id -> Preconditions.optionalText("record_ids", id, 200));
      if (recordIds.isEmpty() || recordIds.size() > MAX_IDS) {
        throw new InvalidEventException("record_ids", "must hold 1 to " + MAX_IDS + " ids");
      }
    }
  }

  /**
   * The run claims to have succeeded; {@link io.syncledger.events.fold.Proof} checks the claim
   * against the events of the run.
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
   * @param counts the local count and that of the source, by resource
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
}
