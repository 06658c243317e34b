package io.syncledger.query.health;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.SyncIntervalSettings;
import io.syncledger.query.watermark.ViewWatermark;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Reads the health of services and decides how much of it may be claimed at the moment. */
@Singleton
public final class HealthMonitor {
  private final HealthRepository repository;
  private final ViewWatermark watermark;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  HealthMonitor(
      HealthRepository repository,
      ViewWatermark watermark,
      SyncIntervalSettings settings,
      Clock clock) {
    this.repository = repository;
    this.watermark = watermark;
    this.settings = settings;
    this.clock = clock;
  }

  /** What the views know of a service; one that they know nothing of is unknown. */
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

  /** What may be claimed of a service, given how far the views are behind. */
  public HealthView view(OrganizationId organization, ServiceHealth health) {
    var lag = watermark.isLagging() ? watermark.lag() : null;
    var assessment = new HealthAssessment(settings.syncInterval(), lag);
    return HealthView.of(organization.value(), health, assessment, clock.instant());
  }
}
