package io.syncledger.sync.source.notes;

import io.micronaut.context.annotation.Requires;
import io.syncledger.events.ErrorType;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncMode;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceCredential;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The source, as a bean that tests enable with a property. */
@Singleton
@Requires(property = NotesSource.ENABLED)
final class NotesSource implements Source {
  static final String ENABLED = "test.source.notes";
  static final ServiceName SERVICE = new ServiceName("notes");
  static final String CREDENTIAL = "token-of-notes";

  private final Notebook notebook = new Notebook();
  private final NotesClient client;

  NotesSource(Clock clock) {
    this.client = new NotesClient(notebook, clock);
  }

  Notebook notebook() {
    return notebook;
  }

  @Override
  public ServiceName service() {
    return SERVICE;
  }

  @Override
  public String displayName() {
    return "Notes";
  }

  @Override
  public NotesClient client() {
    return client;
  }

  @Override
  public SourceCredential credential(String text) {
    if (!text.startsWith("token-")) {
      throw new InvalidEventException("api_key", "must begin with token-");
    }
    return new SourceCredential(text, null);
  }

  @Override
  public SyncFailure credentialRefusedBefore() {
    return SyncFailure.of(
        ErrorType.AUTHENTICATION_FAILED, "HTTP_403", "Notes refused this token before");
  }

  @Override
  public List<SourceResource> resources() {
    return List.of(NotesResource.NOTES);
  }

  @Override
  public List<SourceResource> resources(SyncMode mode) {
    return resources();
  }

  @Override
  public List<SourceResource> sampledResources() {
    return resources();
  }
}
