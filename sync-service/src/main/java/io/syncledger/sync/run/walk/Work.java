package io.syncledger.sync.run.walk;

import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.run.lease.Control;
import io.syncledger.sync.run.lease.Run;
import java.time.Instant;

/** What a worker works on, and with what. */
public record Work(Run run, ApiKey key, Control control, Context trace) {

  OrganizationId owner() {
    return run.key().organizationId();
  }

  boolean stopped() {
    return control.reason() != null;
  }

  Envelope envelope(long sequence, Instant at) {
    return new Envelope(
        run.syncId(), sequence, run.key().organizationId(), run.key().service(), at);
  }
}
