package io.syncledger.standalone;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Prints progress for the user at the terminal; everything else goes to log files. */
final class Console implements StartupListener {
  private static final String CONFIGURATION = "/logback-standalone.xml";

  private final PrintWriter out;
  private final long startedAt = System.nanoTime();

  Console(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void dataDirectoryOpened(Path folder, Path logs) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("logs", logs.toString());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      URL configuration = Objects.requireNonNull(Console.class.getResource(CONFIGURATION));
      configurator.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException(CONFIGURATION + " is not well-formed", e);
    }
    say("Starting in %s", folder);
  }

  @Override
  public void componentReady(String component, String address) {
    double seconds = Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1000.0;
    say("%5.1f s  %-11s %s", seconds, component, address);
  }

  /** Tells the user how to continue. */
  void welcome(StandaloneServer server) {
    showWarnings();
    String token = server.token();
    out.printf(
        """

        Open   %1$s/#token=%2$s

        Token  %2$s

        Try    curl -H "Authorization: Bearer %2$s" %1$s/api/v1/cliniko/status/org_demo

        Ctrl-C stops everything.
        """,
        server.baseUrl(), token);
    out.flush();
  }

  /** Shows warnings only after the start, because components that wait for others log some. */
  private static void showWarnings() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger ours = context.getLogger("io.syncledger");
    ours.detachAppender("ERRORS");
    ours.addAppender(context.getLogger("later").getAppender("WARNINGS"));
  }

  private synchronized void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
