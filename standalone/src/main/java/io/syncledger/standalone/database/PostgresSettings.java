package io.syncledger.standalone.database;

import io.syncledger.standalone.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the server runs.
 *
 * @param directory for its files
 * @param logs for its log
 * @param port on loopback
 * @param passwordFile holds the owner's password
 * @param durable false when nothing is kept anyway
 */
public record PostgresSettings(
    Path directory, Path logs, int port, Path passwordFile, boolean durable) {
  /** The superuser, who owns all that Syncledger stores. */
  public static final String OWNER = "syncledger";

  Path files() {
    return directory.resolve("data");
  }

  /** Where the server itself writes its process id. */
  PidFile serverPid() {
    return new PidFile(files().resolve("postmaster.pid"), files());
  }

  String[] stopArguments() {
    return new String[] {"stop", "-w", "-t", "20", "-m", "fast", "-D", files().toString()};
  }

  String[] initdbArguments(Path files) {
    return new String[] {
      "--pgdata=" + files,
      "--username=" + OWNER,
      "--pwfile=" + passwordFile,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order of text on every operating system.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      durable ? "--sync-method=fsync" : "--no-sync"
    };
  }

  /** Writes postgresql.conf; what is not in it has PostgreSQL's default. */
  void write() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("port", String.valueOf(port));
    settings.put("listen_addresses", "127.0.0.1");
    // A socket's path would have to be short; data folders need not be.
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "60");
    settings.put("shared_buffers", "128MB");
    settings.put("fsync", durable ? "on" : "off");
    settings.put("synchronous_commit", durable ? "on" : "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_min_messages", "warning");
    // Statements and the details of an error can hold a patient's data.
    settings.put("log_min_error_statement", "panic");
    settings.put("log_error_verbosity", "terse");
    Files.writeString(
        files().resolve("postgresql.conf"),
        settings.entrySet().stream()
            .map(setting -> "%s = '%s'%n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining()));
  }
}
