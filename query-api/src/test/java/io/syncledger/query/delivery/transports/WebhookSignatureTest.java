package io.syncledger.query.delivery.transports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.syncledger.http.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_dGhpcyBpcyBub3QgYSBzZWNyZXQgYXQgYWxs";
  private static final byte[] PAYLOAD = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  @Test
  void the_signature_equals_the_one_of_the_specification() {
    assertThat(
            WebhookSignature.of(
                List.of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, PAYLOAD))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void the_signature_equals_the_one_of_the_published_library() throws Exception {
    var theirs =
        new Webhook(OTHER).sign("msg_1", 1782820800, new String(PAYLOAD, StandardCharsets.UTF_8));

    assertThat(WebhookSignature.of(List.of(OTHER), "msg_1", 1782820800, PAYLOAD)).isEqualTo(theirs);
  }

  @Test
  void both_secrets_sign_during_a_rotation() {
    assertThat(WebhookSignature.of(List.of(OTHER, SECRET), "msg_1", 1, PAYLOAD))
        .isEqualTo(
            WebhookSignature.of(List.of(OTHER), "msg_1", 1, PAYLOAD)
                + " "
                + WebhookSignature.of(List.of(SECRET), "msg_1", 1, PAYLOAD));
  }

  @Test
  void an_invalid_secret_is_refused_and_not_repeated() {
    for (var wrong : List.of("", "MfKQ9r8GKYqrTwjU", "whsec_not base64!")) {
      assertThatThrownBy(() -> WebhookSignature.key(wrong))
          .isInstanceOf(InvalidSettingException.class)
          .hasNoCause()
          .message()
          .doesNotContain("MfKQ", "not base64");
    }
  }
}
