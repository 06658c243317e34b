package io.syncledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void the_hash_of_a_text_is_that_of_its_utf_8_bytes() {
    assertThat(HexFormat.of().formatHex(Sha256.hash("abc"))).isEqualTo(ABC);
    assertThat(Sha256.hash("ü")).isEqualTo(Sha256.hash("ü".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_shortened_hash_is_the_beginning_of_the_whole_one() {
    assertThat(Sha256.hex("abc", 4)).isEqualTo(ABC.substring(0, 8));
    assertThat(Sha256.hex(new byte[] {'a', 'b', 'c'}, 32)).isEqualTo(ABC);
  }
}
