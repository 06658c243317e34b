package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.fault.ActiveFaults;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.http.Reply;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** As a cache in between that mixes up requests: one kept answer for each list. */
final class StalePages {

  private StalePages() {}

  static void arm(ActiveFaults faults, Dose dose, HostileSwitch one) {
    Map<String, Reply> kept = new ConcurrentHashMap<>();
    faults.add(
        Fault.of((request, rest) -> Objects.requireNonNull(kept.get(request.path())))
            .when(request -> kept.containsKey(request.path()))
            .withProbability(dose.chance(), dose.seedFor(one))
            .times(dose.strikes()));
    faults.add(
        Lists.always(
            (request, rest) -> {
              Reply reply = rest.get();
              if (reply.status() == 200) {
                kept.put(request.path(), reply);
              }
              return reply;
            }));
  }
}
