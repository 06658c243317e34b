package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.Effect;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.records.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes records after a page was made up and before the next one is, by chance and so often. */
final class BetweenPages implements Effect {

  private static final int PATIENCE = 20;

  private final Changes changes;
  private final Random random;
  private final double chance;
  private final Action action;
  private int left;

  /** One change, near the resource whose page was just answered. */
  @FunctionalInterface
  interface Action {
    void after(Resource listed, Reply page, Changes changes);
  }

  private BetweenPages(Changes changes, Dose dose, int most, Action action) {
    this.changes = changes;
    this.random = changes.random();
    this.chance = dose.chance();
    this.action = action;
    this.left = most;
  }

  static Fault of(ClinikoSimulator cliniko, Dose dose, HostileSwitch one, int most, Action action) {
    Changes changes = new Changes(cliniko.clinic(), dose.random(one));
    return Lists.always(new BetweenPages(changes, dose, most, action));
  }

  @Override
  public Reply on(Request request, Answer rest) throws InterruptedException {
    Reply reply = rest.get();
    if (reply.status() == 200) {
      Lists.resource(request).ifPresent(listed -> change(listed, reply));
    }
    return reply;
  }

  private synchronized void change(Resource listed, Reply page) {
    if (left > 0 && random.nextDouble() < chance) {
      left--;
      action.after(listed, page, changes);
    }
  }

  /**
   * A record is edited; once its new state was served, another one is edited with an instant of
   * change before that.
   */
  static Action lateCommits() {
    return new Action() {
      private @Nullable ObjectNode edited;
      private Resource resource = Resource.PATIENTS;
      private int waited;

      @Override
      public void after(Resource listed, Reply page, Changes changes) {
        if (edited == null || waited++ > PATIENCE) {
          resource = changes.near(listed);
          edited = changes.edit(resource).orElse(null);
          waited = 0;
        } else if (served(page, edited)) {
          changes.editLate(resource, Instant.parse(edited.path("updated_at").asText()));
          edited = null;
        }
      }
    };
  }

  private static boolean served(Reply page, ObjectNode record) {
    String body = new String(page.body(), StandardCharsets.UTF_8);
    return body.contains("\"id\":\"" + record.path("id").asText() + '"')
        && body.contains(record.path("updated_at").asText());
  }
}
