package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.InvalidEventException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @ParameterizedTest
  @CsvSource({
    "SECRET-au4, au4",
    "SECRET-uk12, uk12",
    "SEC-RET-ca1, ca1",
    "SECRET-AU4, au4",
    "SECRET, au1",
    "SEC-RET, au1",
    "au4, au1",
    "SECRET-au4.evil.example, au1",
    "SECRET-au123, au1",
    "SECRET-xau4, au1"
  })
  void the_shard_follows_the_last_hyphen_and_is_au1_without_one(String key, String shard) {
    assertThat(new ApiKey(key).shard()).isEqualTo(shard);
    assertThat(TestSettings.with("").apiBase(new ApiKey(key)))
        .isEqualTo(URI.create("https://api." + shard + ".cliniko.com/v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a\nb", "ä", "a\u0000"})
  void a_key_with_other_characters_is_refused_and_not_repeated(String key) {
    assertThatThrownBy(() -> new ApiKey(key))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("api_key must be 1 to 300 visible ASCII characters without a colon");
  }

  @Test
  void the_key_is_the_user_of_basic_authentication_without_a_password() {
    assertThat(new ApiKey("SIMKEY-au1").authorizationHeader()).isEqualTo("Basic U0lNS0VZLWF1MTo=");
  }

  @Test
  void a_base_url_from_the_settings_replaces_the_shards_host() {
    assertThat(TestSettings.with("http://127.0.0.1:9/v1/").apiBase(new ApiKey("SECRET-au4")))
        .isEqualTo(URI.create("http://127.0.0.1:9/v1"));
  }
}
