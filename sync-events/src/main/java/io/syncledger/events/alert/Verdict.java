package io.syncledger.events.alert;

import io.syncledger.events.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says at an instant.
 *
 * @param because the events that it fires for, oldest first, at most {@link #BECAUSE_MAX}
 * @param summary a sentence for people; empty when it does not fire
 * @param errorCode of the failures that it fires for, if it fires for failures
 * @param changesAt the next instant at which the mere passing of time could change the verdict;
 *     until then it stays as it is. Null: never
 */
public record Verdict(
    boolean fires,
    List<EventId> because,
    String summary,
    @Nullable String errorCode,
    @Nullable Instant changesAt) {

  public static final int BECAUSE_MAX = 10;

  static final Verdict QUIET = new Verdict(false, List.of(), "", null, null);

  public Verdict {
    because =
        List.copyOf(because.subList(Math.max(0, because.size() - BECAUSE_MAX), because.size()));
  }

  static Verdict fires(List<EventId> because, String summary) {
    return new Verdict(true, because, summary, null, null);
  }

  Verdict withErrorCode(@Nullable String code) {
    return new Verdict(fires, because, summary, code, changesAt);
  }

  Verdict until(@Nullable Instant instant) {
    return new Verdict(fires, because, summary, errorCode, instant);
  }
}
