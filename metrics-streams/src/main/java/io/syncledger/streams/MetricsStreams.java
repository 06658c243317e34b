package io.syncledger.streams;

import io.syncledger.http.lifecycle.ServiceLauncher;

/** Starts the service. */
public final class MetricsStreams {
  private MetricsStreams() {}

  public static void main(String[] args) {
    ServiceLauncher.run(MetricsStreams.class, args, "metrics-streams");
  }
}
