package io.syncledger.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogFormatTest {

  @Test
  void logs_are_json_by_default() throws IOException, JoranException {
    var json = JsonMapper.builder().build().readTree(line(null));

    assertThat(json.path("timestamp").textValue()).isEqualTo("2025-06-30T12:00:00.000Z");
    assertThat(json.path("level").textValue()).isEqualTo("WARN");
    assertThat(json.path("message").textValue()).isEqualTo("Something happened");
    assertThat(json.path("trace_id").textValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void logs_are_plain_text_on_request() throws JoranException {
    assertThat(line("text"))
        .matches("\\d\\d:\\d\\d:00\\.000 WARN  io.syncledger.Any Something happened\n");
  }

  private static String line(@Nullable String format) throws JoranException {
    var context = new LoggerContext();
    if (format != null) {
      context.putProperty("SYNCLEDGER_LOG_FORMAT", format);
    }
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    try {
      return new String(
          console(context).getEncoder().encode(event(context)), StandardCharsets.UTF_8);
    } finally {
      context.stop();
    }
  }

  @SuppressWarnings("unchecked")
  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    var traced =
        (AppenderAttachable<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("TRACED");
    return (ConsoleAppender<ILoggingEvent>) traced.getAppender("OUT");
  }

  private static ILoggingEvent event(LoggerContext context) {
    var event =
        new LoggingEvent(
            "",
            context.getLogger("io.syncledger.Any"),
            Level.WARN,
            "Something happened",
            null,
            null);
    event.setInstant(Instant.parse("2025-06-30T12:00:00Z"));
    event.setMDCPropertyMap(Map.of("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"));
    return event;
  }
}
