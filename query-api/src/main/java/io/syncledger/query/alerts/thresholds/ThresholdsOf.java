package io.syncledger.query.alerts.thresholds;

import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.Thresholds;

/** The thresholds that hold for a service of an organisation. */
@FunctionalInterface
public interface ThresholdsOf {
  Thresholds of(StreamKey key);
}
