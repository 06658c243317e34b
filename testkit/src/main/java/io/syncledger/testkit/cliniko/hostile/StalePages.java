package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.FaultInjector;
import io.syncledger.testkit.cliniko.http.Response;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Simulates a cache that mixes up requests: keeps one response per list. */
final class StalePages {

  private StalePages() {}

  static void activate(FaultInjector faults, Intensity intensity, HostileSwitch self) {
    Map<String, Response> kept = new ConcurrentHashMap<>();
    faults.add(
        Fault.of((request, chain) -> Objects.requireNonNull(kept.get(request.path())))
            .when(request -> kept.containsKey(request.path()))
            .withProbability(intensity.probability(), self.seed(intensity))
            .times(intensity.maxStrikes()));
    faults.add(
        ListFaults.always(
            (request, chain) -> {
              Response response = chain.proceed();
              if (response.status() == 200) {
                kept.put(request.path(), response);
              }
              return response;
            }));
  }
}
