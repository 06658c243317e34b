package io.syncledger.systemtests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Generates load over 64 connections with wrk. */
record WrkLoad(Path script, Duration duration) {
  static final Path BINARY = Path.of("/usr/bin/wrk");
  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) requests in (\\d+) us, p99 (\\d+) us, failed (\\d+)");

  /**
   * The measured result.
   *
   * @param failed responses other than 2xx, and broken connections
   */
  record Result(double perSecond, double p99Millis, long failed) {}

  static boolean installed() {
    return Files.isExecutable(BINARY);
  }

  /**
   * Writes a script that requests random runs and organizations, each organization with its own
   * token.
   *
   * @param tokens one per organization; empty for none
   * @param path with the placeholders {@code ORG} and {@code RUN}
   */
  static Path script(Path directory, String path, List<String> tokens, int runs)
      throws IOException {
    var script =
        """
        local tokens = {%s}
        local path = "%s"
        request = function()
          local organization = math.random(0, #tokens - 1)
          local run = organization + #tokens * math.random(0, %d)
          local asked = path:gsub("ORG", "org_" .. organization):gsub("RUN", "sync_" .. run)
          local token = tokens[organization + 1]
          return wrk.format("GET", asked, token ~= "" and {["Authorization"] = "Bearer " .. token} or {})
        end
        done = function(summary, latency)
          local e = summary.errors
          io.write(string.format("RESULT %%d requests in %%d us, p99 %%d us, failed %%d\\n",
            summary.requests, summary.duration, latency:percentile(99),
            e.connect + e.read + e.write + e.status + e.timeout))
        end
        """
            .formatted(
                String.join(",", tokens.stream().map(token -> '"' + token + '"').toList()),
                path,
                runs / tokens.size() - 1);
    var name = path.replaceAll("[^a-z]+", "-");
    return Files.writeString(directory.resolve("wrk" + name + ".lua"), script);
  }

  Result run(String base) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                BINARY.toString(),
                "-t1",
                "-c64",
                "-d" + duration.toSeconds() + "s",
                "-s",
                script.toString(),
                base)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var result = RESULT.matcher(output);
    if (!result.find()) {
      throw new IOException("wrk printed: " + output);
    }
    return new Result(
        Long.parseLong(result.group(1)) * 1e6 / Long.parseLong(result.group(2)),
        Long.parseLong(result.group(3)) / 1e3,
        Long.parseLong(result.group(4)));
  }
}
