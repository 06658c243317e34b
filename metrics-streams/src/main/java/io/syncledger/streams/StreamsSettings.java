package io.syncledger.streams;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the streams.
 *
 * @param stateDir the directory of the local state, which is rebuilt from Kafka if lost
 * @param commitInterval how long a folded state may wait before it becomes visible
 * @param retention how long a run and a window can change, in event time
 * @param standbys how many other instances keep a copy of each state for a quick takeover
 * @param threadsReplaced how many threads may be replaced within an hour before the streams stop
 */
@ConfigurationProperties("syncledger.metrics-streams")
public record StreamsSettings(
    @NotNull @Bindable(defaultValue = "data/streams") Path stateDir,
    @NotNull @Bindable(defaultValue = "100ms") Duration commitInterval,
    @NotNull @Bindable(defaultValue = "30d") Duration retention,
    @Min(0) @Bindable(defaultValue = "67108864") long cacheBytes,
    @Min(1) @Bindable(defaultValue = "2") int threads,
    @Min(0) @Bindable(defaultValue = "0") int standbys,
    @Min(0) @Bindable(defaultValue = "5") int threadsReplaced) {
  /** Also the name of the consumer group. */
  static final String APPLICATION_ID = "metrics-streams";
}
