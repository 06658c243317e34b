package io.syncledger.sync.run;

import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that fails at every second request for records. */
final class EverySecondPage {
  private final AtomicInteger asked = new AtomicInteger();

  Fault fault() {
    return Faults.serverError(502, ErrorBody.EMPTY)
        .when(request -> request.parameter("per_page").orElse("").equals("100"))
        .when(_ -> asked.incrementAndGet() % 2 == 0);
  }
}
