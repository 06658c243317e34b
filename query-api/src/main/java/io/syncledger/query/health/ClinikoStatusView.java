package io.syncledger.query.health;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fold.Health;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/cliniko/status/{organization_id}}: what the runs so far have
 * shown. No call is made to Cliniko.
 *
 * @param clinikoConnected whether a run has succeeded and none has been refused since
 * @param credentialsValid also false until a run has used them
 * @param syncEnabled whether syncs are started, which is not the case while Cliniko refuses the
 *     credentials
 */
@Serdeable
public record ClinikoStatusView(
    String organizationId,
    boolean clinikoConnected,
    @Nullable String apiRegion,
    @Nullable Instant lastSync,
    long totalPatients,
    boolean syncEnabled,
    boolean credentialsValid,
    String syncStatus) {

  /**
   * @param health of the organization's service cliniko; null before its first run has ended
   */
  public static ClinikoStatusView of(OrganizationId organization, @Nullable Health health) {
    if (health == null) {
      return new ClinikoStatusView(
          organization.value(),
          false,
          null,
          null,
          0,
          true,
          false,
          Health.Status.UNKNOWN.toString());
    }
    boolean valid = Boolean.TRUE.equals(health.credentialsValid());
    return new ClinikoStatusView(
        organization.value(),
        valid && health.lastSuccess() != null,
        health.apiRegion(),
        health.lastSync(),
        health.totals().getOrDefault("patients", 0L),
        !Boolean.FALSE.equals(health.credentialsValid()),
        valid,
        health.status().toString());
  }
}
