package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes records at random after a page has been produced and before the next one is. */
final class BetweenPagesEffect implements FaultEffect {

  private static final int PATIENCE = 20;

  private final RandomEdits changes;
  private final Random random;
  private final double chance;
  private final Action action;
  private int left;

  /** One change, usually to the resource whose page was just served. */
  @FunctionalInterface
  interface Action {
    void after(Resource listed, Response page, RandomEdits changes);
  }

  private BetweenPagesEffect(RandomEdits changes, Intensity intensity, int most, Action action) {
    this.changes = changes;
    this.random = changes.random();
    this.chance = intensity.probability();
    this.action = action;
    this.left = most;
  }

  static Fault of(
      ClinikoSimulator cliniko, Intensity intensity, HostileSwitch self, int most, Action action) {
    RandomEdits changes = new RandomEdits(cliniko.clinic(), self.random(intensity));
    return ListFaults.always(new BetweenPagesEffect(changes, intensity, most, action));
  }

  @Override
  public Response apply(Request request, Chain chain) throws InterruptedException {
    Response response = chain.proceed();
    if (response.status() == 200) {
      ListFaults.resource(request).ifPresent(listed -> change(listed, response));
    }
    return response;
  }

  private synchronized void change(Resource listed, Response page) {
    if (left > 0 && random.nextDouble() < chance) {
      left--;
      action.after(listed, page, changes);
    }
  }

  /**
   * Edits a record; once its new state has been served, edits another one with an earlier {@code
   * updated_at}.
   */
  static Action lateCommits() {
    return new Action() {
      private @Nullable ObjectNode edited;
      private Resource resource = Resource.PATIENTS;
      private int waited;

      @Override
      public void after(Resource listed, Response page, RandomEdits changes) {
        if (edited == null || waited++ > PATIENCE) {
          resource = changes.likelyResource(listed);
          edited = changes.edit(resource).orElse(null);
          waited = 0;
        } else if (served(page, edited)) {
          changes.editLate(resource, Instant.parse(edited.path("updated_at").asText()));
          edited = null;
        }
      }
    };
  }

  private static boolean served(Response page, ObjectNode record) {
    String body = new String(page.body(), StandardCharsets.UTF_8);
    return body.contains("\"id\":\"" + record.path("id").asText() + '"')
        && body.contains(record.path("updated_at").asText());
  }
}
