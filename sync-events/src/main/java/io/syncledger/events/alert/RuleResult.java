package io.syncledger.events.alert;

import io.syncledger.events.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of evaluating a rule at an instant.
 *
 * @param because the events that make it fire, oldest first, at most {@link #MAX_BECAUSE}
 * @param summary a sentence for people; empty when it does not fire
 * @param errorCode the error code of the failures that make it fire; null for other rules
 * @param changesAt the next instant at which the passing of time alone could change the result;
 *     null for never
 */
public record RuleResult(
    boolean fires,
    List<EventId> because,
    String summary,
    @Nullable String errorCode,
    @Nullable Instant nextChangeAt) {

  public static final int MAX_BECAUSE = 10;

  static final RuleResult NOT_FIRING = new RuleResult(false, List.of(), "", null, null);

  public RuleResult {
    because =
        List.copyOf(because.subList(Math.max(0, because.size() - MAX_BECAUSE), because.size()));
  }

  static RuleResult fires(List<EventId> because, String summary) {
    return new RuleResult(true, because, summary, null, null);
  }

  RuleResult withErrorCode(@Nullable String code) {
    return new RuleResult(fires, because, summary, code, nextChangeAt);
  }

  RuleResult withNextChangeAt(@Nullable Instant instant) {
    return new RuleResult(fires, because, summary, errorCode, instant);
  }
}
