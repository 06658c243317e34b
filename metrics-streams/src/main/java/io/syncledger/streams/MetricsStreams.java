package io.syncledger.streams;

import io.syncledger.http.lifecycle.ServiceLauncher;

/** Runs the streams as a service of their own. */
public final class MetricsStreams {
  private MetricsStreams() {}

  public static void main(String[] args) {
    ServiceLauncher.run(MetricsStreams.class, args, "metrics-streams");
  }
}
