package io.syncledger.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads the whole log")
@MicronautTest
class UnexpectedErrorTest {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @Inject TestClient client;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    ROOT.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ROOT.detachAppender(log);
  }

  @Test
  void the_caller_gets_only_a_reference() {
    var response = client.getAs(client.token(Role.VIEWER), "/rooms/broken");

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo("internal_error");
    assertThat(response.json().at("/details/error_reference").textValue()).hasSize(36);
    assertThat(response.text()).doesNotContain("select", "Zebedee", "Exception", "io.syncledger");
  }

  @Test
  void the_log_has_the_error_once_under_that_reference_and_without_quoted_values() {
    var reference =
        client
            .getAs(client.token(Role.VIEWER), "/rooms/broken")
            .json()
            .at("/details/error_reference")
            .textValue();

    var errors = log.list.stream().filter(event -> event.getLevel() == Level.ERROR).toList();
    assertThat(errors).hasSize(1);
    var error = errors.getFirst();
    assertThat(error.getFormattedMessage()).contains(reference);
    assertThat(ThrowableProxyUtil.asString(error.getThrowableProxy()))
        .contains("IllegalStateException", "IllegalArgumentException", "RoomsController.broken")
        .doesNotContain("select", "Zebedee");
    assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("Zebedee"));
  }
}
