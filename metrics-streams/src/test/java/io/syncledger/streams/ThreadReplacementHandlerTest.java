package io.syncledger.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.fixture.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadReplacementHandlerTest {
  private final Exception defect = new IllegalStateException("Said by a test");

  @Test
  void a_thread_is_replaced_up_to_a_limit_and_then_the_streams_stop() {
    var replacement = new ThreadReplacementHandler(Clock.fixed(RunLog.NOON, ZoneOffset.UTC), 2);

    assertThat(replacement.handle(defect)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(defect)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(defect)).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void failures_far_apart_do_not_reach_the_limit() {
    var now = new AtomicReference<>(RunLog.NOON);
    InstantSource source = now::get;
    var replacement = new ThreadReplacementHandler(source.withZone(ZoneOffset.UTC), 1);
    assertThat(replacement.handle(defect)).isEqualTo(REPLACE_THREAD);

    now.set(RunLog.NOON.plus(ThreadReplacementHandler.WINDOW).plus(Duration.ofSeconds(1)));

    assertThat(replacement.handle(defect)).isEqualTo(REPLACE_THREAD);
    assertThat(replacement.handle(defect)).isEqualTo(SHUTDOWN_CLIENT);
  }
}
