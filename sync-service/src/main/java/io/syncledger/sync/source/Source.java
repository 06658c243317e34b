package io.syncledger.sync.source;

import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncMode;
import java.util.List;
import java.util.Optional;

/**
 * A system that records are copied from: what it holds, and a client that reads it. The engine
 * knows sources through this port alone; each source is one bean.
 */
public interface Source {

  /** Names the source in keys, events and tables. */
  ServiceName service();

  /** Names the source in messages. */
  String displayName();

  SourceClient client();

  /**
   * Reads a credential as its owner enters it.
   *
   * @throws io.syncledger.events.InvalidEventException when it cannot be one of this source's
   */
  SourceCredential credential(String text);

  /** Failure of a run whose credential the source refused earlier; no request is made with it. */
  SyncFailure credentialRefusedBefore();

  /** All lists, in a fixed order. */
  List<SourceResource> resources();

  /**
   * The lists that a mode copies as a whole, in order: those that others refer to come first. Empty
   * for a mode that this source does not know.
   */
  List<SourceResource> resources(SyncMode mode);

  /** Records that a mode fetches by id after its lists. */
  default Optional<ReferencedRecords> referenced(SyncMode mode) {
    return Optional.empty();
  }

  /** The lists that a consistency check compares field by field. */
  List<SourceResource> sampledResources();

  /**
   * The list of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  default SourceResource resource(String name) {
    return resources().stream()
        .filter(resource -> resource.resourceName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No list of " + displayName() + ": " + name));
  }
}
