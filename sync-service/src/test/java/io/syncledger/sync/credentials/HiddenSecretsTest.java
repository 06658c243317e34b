package io.syncledger.sync.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.InvalidSettingException;
import io.syncledger.sync.source.SourceCredential;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.ClinikoSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenSecretsTest {
  private static final String KEY = "dGVzdHMgZW5jcnlwdCBub3RoaW5nIG9mIHZhbHVlISE=";

  @Test
  void secrets_and_settings_do_not_show_themselves() {
    assertThat(new SourceCredential("SECRET-au4", "au4").toString())
        .isEqualTo("SourceCredential[hidden]");
    assertThat(new CredentialsSettings(KEY, List.of()).toString())
        .isEqualTo("CredentialsSettings[hidden]");
    assertThat(new ApiKey("SECRET-au4").toString()).isEqualTo("ApiKey[hidden]");
  }

  @Test
  void credentials_of_one_organization_cannot_be_decrypted_as_anothers() {
    var cipher = new CredentialCipher(new CredentialsSettings(KEY, List.of()));
    var owner = new StreamKey(new OrganizationId("org_1"), ClinikoSettings.SERVICE);
    var other = new StreamKey(new OrganizationId("org_2"), ClinikoSettings.SERVICE);
    var encrypted = cipher.encrypt(owner, "SECRET-au4");

    assertThat(cipher.decrypt(owner, encrypted)).isEqualTo("SECRET-au4");
    assertThatThrownBy(() -> cipher.decrypt(other, encrypted))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_a_key_the_service_refuses_to_start_in_one_sentence() {
    assertThatThrownBy(() -> new CredentialCipher(new CredentialsSettings("", List.of())))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("SYNCLEDGER_CREDENTIALS_KEY is not set");
  }
}
