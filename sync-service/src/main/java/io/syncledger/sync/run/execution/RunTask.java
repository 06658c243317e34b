package io.syncledger.sync.run.execution;

import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.RunControl;
import io.syncledger.sync.source.cliniko.ApiKey;
import java.time.Instant;

/** What a worker works on, and with what. */
public record RunTask(Run run, ApiKey key, RunControl control, Context trace) {

  OrganizationId owner() {
    return run.key().organizationId();
  }

  boolean isStopped() {
    return control.stopReason() != null;
  }

  Envelope envelope(long sequence, Instant at) {
    return new Envelope(
        run.syncId(), sequence, run.key().organizationId(), run.key().service(), at);
  }
}
