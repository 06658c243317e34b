package io.syncledger.testkit.cliniko;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.time.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A generated clinic, served with a clock that stands still, and a client of it. */
final class HostileClinicFixture implements AutoCloseable {

  static final Intensity ONCE =
      Intensity.quick(7).withProbability(1).withMaxStrikes(1).withDelay(Duration.ofMillis(200));

  final ManualClock clock = new ManualClock("2026-11-22T10:15:30Z");
  final ClinikoSimulator cliniko =
      ClinikoSimulator.builder()
          .clinic(
              Clinic.builder()
                  .patients(300)
                  .appointments(300)
                  .groupAppointments(20)
                  .clock(clock)
                  .build())
          .apiKey(SimulatorClient.KEY)
          .rateLimit(RateLimit.none())
          .clock(clock)
          .start();
  private final SimulatorClient client = new SimulatorClient(cliniko);

  Clinic clinic() {
    return cliniko.clinic();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.get(path);
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return client.json(path);
  }

  /** The second half of the first hundred patients, sorted by {@code updated_at}. */
  JsonNode secondPage() throws IOException, InterruptedException {
    return json("/patients?sort=updated_at&per_page=50&page=2");
  }

  /** All records, including archived and cancelled ones. */
  JsonNode everything(Resource resource) throws IOException, InterruptedException {
    return client.list("/" + resource.path(), "archived_at:*");
  }

  @Override
  public void close() {
    client.close();
    cliniko.close();
  }
}
