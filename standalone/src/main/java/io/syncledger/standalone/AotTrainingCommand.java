package io.syncledger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The AOT training run: the build runs it to start everything and sync once while both JVMs record
 * their AOT caches, which make later starts faster.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Write the AOT caches that make starts faster; run by the build.")
final class AotTrainingCommand implements Callable<Integer> {
  private static final long POLL_MS = 200;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var console = new Console(spec.commandLine().getOut());
    try (var server =
            StandaloneServer.start(
                StandaloneOptions.ephemeral(), new RunningComponents(), console);
        var api = new LocalApiClient(server.baseUrl(), server.token())) {
      api.post("/api/v1/cliniko/sync-all/" + DemoOrganizations.DEMO, Map.of());
      awaitSuccess(api);
      return ExitCode.OK;
    }
  }

  private static void awaitSuccess(LocalApiClient api) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!completed(api.get("/api/v1/cliniko/sync-logs/" + DemoOrganizations.DEMO))) {
      if (System.nanoTime() > deadline) {
        throw new CannotStartException("The first sync did not complete in time");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private static boolean completed(JsonNode page) {
    return "completed".equals(page.path("logs").path(0).path("status").asText());
  }
}
