package io.syncledger.query.delivery.queue;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many attempts are being made, in all and at each channel. */
@Singleton
final class InFlight {
  private final Map<String, Integer> byChannel = new HashMap<>();
  private final int most;
  private final int mostPerChannel;

  InFlight(DeliverySettings settings) {
    this.most = settings.parallel();
    this.mostPerChannel = settings.parallelPerChannel();
  }

  synchronized int room() {
    return most - byChannel.values().stream().mapToInt(Integer::intValue).sum();
  }

  int perChannel() {
    return mostPerChannel;
  }

  /** Channels that get nothing more at the moment. */
  synchronized List<String> full() {
    return byChannel.entrySet().stream()
        .filter(channel -> channel.getValue() >= mostPerChannel)
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized void enter(String channel) {
    byChannel.merge(channel, 1, Integer::sum);
  }

  synchronized void leave(String channel) {
    byChannel.computeIfPresent(channel, (_, count) -> count == 1 ? null : count - 1);
  }
}
