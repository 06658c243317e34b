package io.syncledger.query.health;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.SyncIntervalSettings;
import io.syncledger.query.watermark.ViewWatermark;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Reads the health of services. While the views lag, the status is reported as unknown instead of
 * repeating the last one.
 */
@Singleton
public final class HealthReader {
  private final HealthRepository repository;
  private final ViewWatermark watermark;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  HealthReader(
      HealthRepository repository,
      ViewWatermark watermark,
      SyncIntervalSettings settings,
      Clock clock) {
    this.repository = repository;
    this.watermark = watermark;
    this.settings = settings;
    this.clock = clock;
  }

  /** The projected health of a service; a service without a run is unknown. */
  public ServiceHealth find(OrganizationId organization, ServiceName service) {
    return repository
        .service(organization.value(), service.value())
        .map(HealthRepository.ServiceRow::toServiceHealth)
        .orElseGet(() -> new ServiceHealth(service, null, 0, null, List.of()));
  }

  /** Every service of an organization that has had a run, by name. */
  List<HealthView> views(OrganizationId organization) {
    return repository.services(organization.value()).stream()
        .map(HealthRepository.ServiceRow::toServiceHealth)
        .map(health -> view(organization, health))
        .toList();
  }

  /** The reported health of a service, given the lag of the views. */
  public HealthView view(OrganizationId organization, ServiceHealth health) {
    var lag = watermark.isLagging() ? watermark.lag() : null;
    var assessment = new HealthAssessment(settings.syncInterval(), lag);
    return HealthView.of(organization.value(), health, assessment, clock.instant());
  }
}
