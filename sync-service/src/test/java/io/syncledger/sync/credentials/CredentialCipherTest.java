package io.syncledger.sync.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.SettingException;
import io.syncledger.sync.cliniko.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialCipherTest {
  private static final String KEY = key('a');
  private static final String OTHER_KEY = key('b');
  private static final StreamKey OWNER = new StreamKey(new OrganizationId("org_1"), ApiKey.SERVICE);

  private final CredentialCipher cipher = cipher(KEY);

  @Test
  void what_was_encrypted_is_decrypted() {
    assertThat(cipher.open(OWNER, cipher.seal(OWNER, "SECRET-au4"))).isEqualTo("SECRET-au4");
  }

  @Test
  void the_ciphertext_does_not_hold_the_secret_and_is_another_one_each_time() {
    var first = cipher.seal(OWNER, "SECRET-au4");
    var second = cipher.seal(OWNER, "SECRET-au4");

    assertThat(new String(first.ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("SECRET");
    assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    assertThat(first.nonce()).isNotEqualTo(second.nonce());
  }

  @Test
  void what_belongs_to_one_organization_cannot_be_decrypted_as_anothers() {
    var sealed = cipher.seal(OWNER, "SECRET-au4");
    var other = new StreamKey(new OrganizationId("org_2"), ApiKey.SERVICE);

    assertThatThrownBy(() -> cipher.open(other, sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_tampered_ciphertext_is_noticed() {
    var sealed = cipher.seal(OWNER, "SECRET-au4");
    sealed.ciphertext()[0] ^= 1;

    assertThatThrownBy(() -> cipher.open(OWNER, sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_rotation_the_previous_key_still_decrypts_but_no_longer_encrypts() {
    var sealed = cipher.seal(OWNER, "SECRET-au4");

    var rotated = new CredentialCipher(new CredentialsSettings(OTHER_KEY, List.of(KEY)));

    assertThat(rotated.open(OWNER, sealed)).isEqualTo("SECRET-au4");
    assertThat(rotated.seal(OWNER, "x").keyId())
        .isEqualTo(cipher(OTHER_KEY).seal(OWNER, "x").keyId());
    assertThatThrownBy(() -> cipher(OTHER_KEY).open(OWNER, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_a_key_the_service_refuses_to_start_in_one_sentence() {
    assertThatThrownBy(() -> cipher(""))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("SYNCLEDGER_CREDENTIALS_KEY is not set");
  }

  @Test
  void a_key_of_another_length_or_form_is_refused_and_not_repeated() {
    for (var wrong : List.of("c2hvcnQ=", "not base64 at all!")) {
      assertThatThrownBy(() -> cipher(wrong))
          .isInstanceOf(SettingException.class)
          .hasMessage("SYNCLEDGER_CREDENTIALS_KEY must hold 32 bytes in base64.")
          .hasNoCause();
    }
  }

  @Test
  void secrets_and_settings_do_not_show_themselves() {
    assertThat(new Secret("SECRET-au4", "au4").toString()).isEqualTo("Secret[hidden]");
    assertThat(new CredentialsSettings(KEY, List.of()).toString())
        .isEqualTo("CredentialsSettings[hidden]");
    assertThat(new ApiKey("SECRET-au4").toString()).isEqualTo("ApiKey[hidden]");
  }

  private static CredentialCipher cipher(String key) {
    return new CredentialCipher(new CredentialsSettings(key, List.of()));
  }

  private static String key(char filling) {
    var bytes = String.valueOf(filling).repeat(32).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
