package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.access.ApiKeys;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.access.RateLimiter;
import io.syncledger.testkit.cliniko.access.UserAgentPolicy;
import io.syncledger.testkit.cliniko.api.ClinikoApi;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.FaultInjector;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.http.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Cliniko on the loopback address. By default it behaves as documented, including the
 * documented rate limit; faults can be switched on and off while it runs.
 *
 * <pre>{@code
 * try (var cliniko = ClinikoSimulator.builder().apiKey("SIMKEY-au4").rateLimit(RateLimit.none()).start()) {
 *   cliniko.faults().add(Faults.serverError(503, ErrorBody.HTML).onPage(3).times(2));
 *   client.sync(cliniko.baseUrl());
 * }
 * }</pre>
 */
public final class ClinikoSimulator implements AutoCloseable {

  private final Clinic clinic;
  private final Clock clock;
  private final ApiKeys keys = new ApiKeys();
  private final FaultInjector faults = new FaultInjector();
  private final TrafficStats traffic = new TrafficStats();
  private final ClinikoApi api;
  private final SimulatorServer door;
  private @Nullable ForeignHost foreignHost;

  private ClinikoSimulator(Builder settings) {
    clinic = settings.clinic;
    clock = settings.clock;
    settings.apiKeys.forEach(keys::add);
    RateLimiter limiter = new RateLimiter(settings.rateLimit, clock);
    api = new ClinikoApi(clinic, keys, limiter, settings.userAgents);
    door = SimulatorServer.open(settings.port, clock, this::respond);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The base URL of the API, such as {@code http://127.0.0.1:40123/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  public int port() {
    return door.port();
  }

  /** The clinic that is served. Tests change its records and compare a client's copy with it. */
  public Clinic clinic() {
    return clinic;
  }

  public ApiKeys keys() {
    return keys;
  }

  public FaultInjector faults() {
    return faults;
  }

  public TrafficStats traffic() {
    return traffic;
  }

  /** The clock of everything except the clinic. */
  public Clock clock() {
    return clock;
  }

  /** The host to which foreign links and redirects lead; started on first use. */
  public synchronized ForeignHost foreignHost() {
    if (foreignHost == null) {
      foreignHost = new ForeignHost(clock);
    }
    return foreignHost;
  }

  @Override
  public synchronized void close() {
    door.close();
    if (foreignHost != null) {
      foreignHost.close();
    }
  }

  /** Handles a request that arrived at this simulator's server or at a shard's. */
  Response respond(Request request) throws InterruptedException {
    traffic.recordRequest(clock.instant(), request.path());
    Response response = faults.intercept(request, () -> api.handle(request));
    traffic.recordResponse(response.status());
    return response;
  }

  /**
   * Settings of a simulator. All but the API keys have defaults; without a key, every request gets
   * a 401.
   */
  public static final class Builder {

    private final List<String> apiKeys = new ArrayList<>();
    private Clinic clinic = Clinic.sample648();
    private Clock clock = Clock.systemUTC();
    private RateLimit rateLimit = RateLimit.CLINIKO;
    private UserAgentPolicy userAgents = UserAgentPolicy.IGNORED;
    private int port;

    private Builder() {}

    public Builder clinic(Clinic served) {
      clinic = served;
      return this;
    }

    /** Accepts an API key; may be called repeatedly. */
    public Builder apiKey(String key) {
      apiKeys.add(key);
      return this;
    }

    public Builder rateLimit(RateLimit limit) {
      rateLimit = limit;
      return this;
    }

    public Builder userAgents(UserAgentPolicy rule) {
      userAgents = rule;
      return this;
    }

    /**
     * The clock of the rate limit, the traffic counts and the Date header; the clinic has its own.
     */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /** The port on the loopback address; 0, the default, picks a free one. */
    public Builder port(int wanted) {
      port = wanted;
      return this;
    }

    public ClinikoSimulator start() {
      return new ClinikoSimulator(this);
    }
  }
}
