package io.syncledger.http.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.http.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretCipherTest {
  private static final String KEY = key('a');
  private static final String OTHER_KEY = key('b');
  private static final String OWNER = "org_1/cliniko";

  private final SecretCipher cipher = cipher(KEY);

  @Test
  void an_encrypted_secret_is_decrypted() {
    assertThat(cipher.decrypt(OWNER, cipher.encrypt(OWNER, "SECRET-au4"))).isEqualTo("SECRET-au4");
  }

  @Test
  void the_ciphertext_does_not_hold_the_secret_and_is_another_one_each_time() {
    var first = cipher.encrypt(OWNER, "SECRET-au4");
    var second = cipher.encrypt(OWNER, "SECRET-au4");

    assertThat(new String(first.ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("SECRET");
    assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    assertThat(first.nonce()).isNotEqualTo(second.nonce());
  }

  @Test
  void a_secret_of_one_owner_cannot_be_decrypted_as_anothers() {
    var sealed = cipher.encrypt(OWNER, "SECRET-au4");
    var other = "org_2/cliniko";

    assertThatThrownBy(() -> cipher.decrypt(other, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_tampered_ciphertext_is_detected() {
    var sealed = cipher.encrypt(OWNER, "SECRET-au4");
    sealed.ciphertext()[0] ^= 1;

    assertThatThrownBy(() -> cipher.decrypt(OWNER, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_rotation_the_previous_key_still_decrypts_but_no_longer_encrypts() {
    var sealed = cipher.encrypt(OWNER, "SECRET-au4");

    var rotated = new SecretCipher(OTHER_KEY, List.of(KEY));

    assertThat(rotated.decrypt(OWNER, sealed)).isEqualTo("SECRET-au4");
    assertThat(rotated.encrypt(OWNER, "x").keyId())
        .isEqualTo(cipher(OTHER_KEY).encrypt(OWNER, "x").keyId());
    assertThatThrownBy(() -> cipher(OTHER_KEY).decrypt(OWNER, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_a_key_the_service_refuses_to_start_in_one_sentence() {
    assertThatThrownBy(() -> cipher(""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("SYNCLEDGER_CREDENTIALS_KEY is not set");
  }

  @Test
  void a_key_of_another_length_or_form_is_refused_and_not_repeated() {
    for (var wrong : List.of("c2hvcnQ=", "not base64 at all!")) {
      assertThatThrownBy(() -> cipher(wrong))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage("SYNCLEDGER_CREDENTIALS_KEY must hold 32 bytes in base64.")
          .hasNoCause();
    }
  }

  private static SecretCipher cipher(String key) {
    return new SecretCipher(key, List.of());
  }

  private static String key(char filling) {
    var bytes = String.valueOf(filling).repeat(32).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
