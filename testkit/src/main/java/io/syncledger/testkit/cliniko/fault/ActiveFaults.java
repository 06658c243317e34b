package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults now switched on; the first added is the outermost. Safe for use by many threads. */
public final class ActiveFaults {

  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  public Fault add(Fault fault) {
    faults.add(fault);
    return fault;
  }

  public void remove(Fault fault) {
    faults.remove(fault);
  }

  public void clear() {
    faults.clear();
  }

  /** The reply after all faults have had their way. */
  public Reply around(Request request, Effect.Answer api) throws InterruptedException {
    Effect.Answer answer = api;
    for (Fault fault : List.copyOf(faults).reversed()) {
      Effect.Answer inner = answer;
      answer = () -> fault.around(request, inner);
    }
    return answer.get();
  }
}
