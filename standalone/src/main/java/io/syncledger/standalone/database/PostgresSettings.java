package io.syncledger.standalone.database;

import io.syncledger.standalone.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings of the server.
 *
 * @param directory for its files
 * @param logs for its log
 * @param port on loopback
 * @param passwordFile contains the owner's password
 * @param durable false if the data is temporary
 */
public record PostgresSettings(
    Path directory, Path logs, int port, Path passwordFile, boolean durable) {
  /** The superuser, who owns all tables. */
  public static final String OWNER = "syncledger";

  Path files() {
    return directory.resolve("data");
  }

  /** The file to which the server writes its pid. */
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
      // The same collation on every operating system.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      durable ? "--sync-method=fsync" : "--no-sync"
    };
  }

  /** Writes postgresql.conf; all other settings have PostgreSQL's defaults. */
  void write() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("port", String.valueOf(port));
    settings.put("listen_addresses", "127.0.0.1");
    // The path of a Unix socket must be short; that of a data directory may be long.
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "60");
    settings.put("shared_buffers", "128MB");
    settings.put("fsync", durable ? "on" : "off");
    settings.put("synchronous_commit", durable ? "on" : "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_min_messages", "warning");
    // Statements and error details may contain patient data.
    settings.put("log_min_error_statement", "panic");
    settings.put("log_error_verbosity", "terse");
    Files.writeString(
        files().resolve("postgresql.conf"),
        settings.entrySet().stream()
            .map(setting -> "%s = '%s'%n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining()));
  }
}
