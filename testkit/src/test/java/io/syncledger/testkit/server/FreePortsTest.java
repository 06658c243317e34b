package io.syncledger.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void a_taken_port_is_replaced_by_a_free_one() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = FreePorts.preferring(taken.getLocalPort());
      assertThat(port).isNotEqualTo(taken.getLocalPort()).matches(FreePorts::isFree);
    }
  }

  @Test
  void a_requested_port_is_used_if_it_is_free() {
    int wished = FreePorts.any();
    assertThat(FreePorts.preferring(wished)).isEqualTo(wished);
  }
}
