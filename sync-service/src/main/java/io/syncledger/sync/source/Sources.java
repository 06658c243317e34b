package io.syncledger.sync.source;

import io.syncledger.events.ServiceName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All sources that this service copies from. */
@Singleton
public final class Sources {
  private final List<Source> all;
  private final Source primary;

  Sources(List<Source> all, Source primary) {
    this.all = List.copyOf(all);
    this.primary = primary;
  }

  public List<Source> all() {
    return all;
  }

  /** The source of REST paths that name none. */
  public Source primary() {
    return primary;
  }

  public Optional<Source> find(ServiceName service) {
    return all.stream().filter(source -> source.service().equals(service)).findFirst();
  }

  /**
   * The source of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Source get(ServiceName service) {
    return find(service)
        .orElseThrow(() -> new IllegalArgumentException("No source is named " + service));
  }
}
