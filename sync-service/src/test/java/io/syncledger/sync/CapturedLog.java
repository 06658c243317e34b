package io.syncledger.sync;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Captures what is logged while it is open: messages, key-value pairs, exceptions. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level level;

  private CapturedLog(Logger logger) {
    this.logger = logger;
    this.level = logger.getLevel();
  }

  public static CapturedLog ofClass(Class<?> source) {
    return open(source.getName(), Level.INFO);
  }

  /** Captures the log of a library's package. */
  public static CapturedLog ofPackage(String name) {
    return open(name, Level.INFO);
  }

  /** Captures the log of all classes. */
  public static CapturedLog ofAll(Level level) {
    return open(org.slf4j.Logger.ROOT_LOGGER_NAME, level);
  }

  private static CapturedLog open(String name, Level level) {
    var lines = new CapturedLog((Logger) LoggerFactory.getLogger(name));
    lines.setContext(lines.logger.getLoggerContext());
    lines.start();
    lines.logger.setLevel(level);
    lines.logger.addAppender(lines);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLoggerName().startsWith("io.zonky.")) {
      // Log lines of the database server, passed on by the fixture.
      return;
    }
    var thrown = event.getThrowableProxy();
    lines.add(
        event.getFormattedMessage()
            + event.getKeyValuePairs()
            + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
  }

  /** Whether one line has all the parts. */
  public boolean contains(String... parts) {
    return lines.stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(level);
    stop();
  }
}
