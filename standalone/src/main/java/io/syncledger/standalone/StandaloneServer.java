package io.syncledger.standalone;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.standalone.StartupSequence.RunningServer;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * All of Syncledger, running.
 *
 * <pre>{@code
 * try (var server = StandaloneServer.start(StandaloneOptions.ephemeral())) {
 *   get(server.baseUrl().resolve("/api/v1/cliniko/status/org_demo"), server.token());
 * }
 * }</pre>
 */
public final class StandaloneServer implements AutoCloseable {
  static final Duration TOKEN_VALIDITY = Duration.ofDays(30);

  private final RunningComponents components;
  private final RunningServer running;
  private final LocalTokenIssuer tokens;

  private StandaloneServer(RunningComponents components, RunningServer running, String tokenKey) {
    this.components = components;
    this.running = running;
    this.tokens = new LocalTokenIssuer(tokenKey, Clock.systemUTC());
  }

  /**
   * Starts everything and waits until it is usable.
   *
   * @throws CannotStartException with one sentence for the user; then nothing is left running
   */
  public static StandaloneServer start(StandaloneOptions options) {
    return start(options, new RunningComponents(), StartupListener.NONE);
  }

  /**
   * The same with a listener.
   *
   * @param components collects the started components, so that they can be stopped even during the
   *     start
   */
  static StandaloneServer start(
      StandaloneOptions options, RunningComponents components, StartupListener listener) {
    try {
      var startup = new StartupSequence(options, components, listener);
      var server = new StandaloneServer(components, startup.run(), startup.tokenKey());
      try (var api = new LocalApiClient(server.baseUrl(), server.token())) {
        api.awaitReady(server.running.broker());
        new DemoOrganizations(api, options).create();
      }
      return server;
    } catch (Exception e) {
      CannotStartException reason =
          components.isStopRequested()
              ? new CannotStartException("Stopped while starting", e)
              : StartupFailure.explain(e, options);
      components.close();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw reason;
    }
  }

  /** The base URL of the API and the panel. */
  public URI baseUrl() {
    return URI.create("http://localhost:" + running.port());
  }

  /** A token with all roles in both organizations. */
  public String token() {
    return token(
        List.of(DemoOrganizations.DEMO, DemoOrganizations.OTHER),
        Set.of(Role.ADMIN, Role.OPERATOR, Role.VIEWER));
  }

  /** A token for the given organizations and roles. */
  public String token(Collection<OrganizationId> organizations, Set<String> roles) {
    return tokens.issue("standalone", organizations, roles, TOKEN_VALIDITY);
  }

  /** The JDBC URL of the database, with the owner's login. */
  public String jdbcUrl() {
    return running.jdbcUrl();
  }

  public String bootstrapServers() {
    return running.broker().bootstrapServers();
  }

  /** The simulated Cliniko, unless another one is used. */
  public Optional<ClinikoSimulator> cliniko() {
    return running.cliniko();
  }

  /**
   * Completes when the broker exits, because the server cannot continue without it; also on {@link
   * #close}.
   */
  CompletableFuture<Void> brokerExit() {
    return running.broker().onExit();
  }

  @Override
  public void close() {
    components.close();
  }
}
