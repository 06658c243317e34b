package io.syncledger.query;

import io.syncledger.events.ServiceName;

/** Services that have endpoints of their own. */
public final class KnownServices {
  public static final ServiceName CLINIKO = new ServiceName("cliniko");

  private KnownServices() {}
}
