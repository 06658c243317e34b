package io.syncledger.systemtests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Measures the live heap of a process after a full garbage collection, with jcmd. */
record LiveHeapProbe(long pid) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  long mebibytes() throws IOException {
    jcmd("GC.run");
    var response = jcmd("GC.heap_info");
    var used = USED.matcher(response);
    if (!used.find()) {
      throw new IOException("No figure in: " + response);
    }
    return Long.parseLong(used.group(1)) / 1024;
  }

  private String jcmd(String command) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
