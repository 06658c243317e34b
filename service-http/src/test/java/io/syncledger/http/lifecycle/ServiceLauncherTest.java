package io.syncledger.http.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceLauncherTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                 | ''         | Set either SYNCLEDGER_JWKS_URL (where the token issuer publishes its keys) or SYNCLEDGER_JWT_SECRET (a local key of at least 32 bytes)
          a-secret-of-32-bytes-or-a-bit-more | http://a/b | Set either SYNCLEDGER_JWKS_URL (where the token issuer publishes its keys) or SYNCLEDGER_JWT_SECRET (a local key of at least 32 bytes)
          a-secret-of-only-thirty-1-bytes    | ''         | SYNCLEDGER_JWT_SECRET must have at least 32 bytes
          ''                                 | not a url  | SYNCLEDGER_JWKS_URL is not a URL
          ''                                 | file:///a  | SYNCLEDGER_JWKS_URL must be an http or https URL
          ''                                 | keys       | SYNCLEDGER_JWKS_URL must be an http or https URL
          """)
  void a_service_with_invalid_token_settings_does_not_start(
      String secret, String jwksUrl, String sentence) {
    assertThat(
            reasonOf(
                Map.of("syncledger.tokens.secret", secret, "syncledger.tokens.jwks-url", jwksUrl)))
        .contains(sentence);
  }

  @Test
  void a_taken_port_is_named_as_the_reason() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThat(reasonOf(Map.of("micronaut.server.port", taken.getLocalPort())))
          .contains("the port is taken; set SYNCLEDGER_PORT to another");
    }
  }

  @Test
  void an_internal_error_is_not_attributed_to_the_operator() {
    assertThat(ServiceLauncher.reason(new IllegalStateException("bug"))).isEmpty();
  }

  private static Optional<String> reasonOf(Map<String, Object> settings) {
    var failure =
        catchThrowable(
            () -> ApplicationContext.run(EmbeddedServer.class, settings, "test").close());
    assertThat(failure).isNotNull();
    return ServiceLauncher.reason(failure);
  }
}
