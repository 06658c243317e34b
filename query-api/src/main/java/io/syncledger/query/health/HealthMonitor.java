package io.syncledger.query.health;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.SyncIntervalSettings;
import io.syncledger.query.watermark.ViewWatermark;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The health of services as it may be told now. */
@Singleton
public final class HealthMonitor {
  private final HealthReader healths;
  private final ViewWatermark freshness;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  HealthMonitor(
      HealthReader healths, ViewWatermark freshness, SyncIntervalSettings settings, Clock clock) {
    this.healths = healths;
    this.freshness = freshness;
    this.settings = settings;
    this.clock = clock;
  }

  public HealthView of(OrganizationId organization, ServiceName service) {
    return of(organization, healths.of(organization, service));
  }

  /** Every service of an organisation, by name. */
  public List<HealthView> of(OrganizationId organization) {
    return healths.of(organization).stream().map(known -> of(organization, known)).toList();
  }

  /** What is known, as it may be told. */
  public HealthView of(OrganizationId organization, ServiceHealth known) {
    var judgement =
        new HealthAssessment(
            settings.syncInterval(), freshness.isLagging() ? freshness.lag() : null);
    return HealthView.of(organization.value(), known, judgement, clock.instant());
  }
}
