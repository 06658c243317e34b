package io.syncledger.sync.run.execution;

import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.run.state.Run;
import io.syncledger.sync.run.state.RunControl;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceCredential;
import java.time.Instant;

/** A run to execute, and what that takes. */
public record RunTask(
    Run run, Source source, SourceCredential credential, RunControl control, Context trace) {

  SourceClient client() {
    return source.client();
  }

  OrganizationId organizationId() {
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
