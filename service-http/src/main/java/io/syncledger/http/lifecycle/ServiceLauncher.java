package io.syncledger.http.lifecycle;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;
import io.syncledger.http.InvalidSettingException;
import jakarta.validation.ConstraintViolationException;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a service. If it cannot start, it logs the reason in one line and exits with 1. */
public final class ServiceLauncher extends Micronaut {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);

  private ServiceLauncher() {}

  /**
   * @param environments the names of the {@code application-NAME.yml} that apply, usually the
   *     service's name
   */
  public static ApplicationContext run(Class<?> mainClass, String[] args, String... environments) {
    return new ServiceLauncher()
        .args(args)
        .mainClass(mainClass)
        .banner(false)
        .deduceEnvironment(false)
        .defaultEnvironments(environments)
        .start();
  }

  @Override
  protected void handleStartupException(Environment environment, Throwable exception) {
    reason(exception)
        .ifPresentOrElse(
            reason -> LOG.error("Not started: {}", reason),
            () -> LOG.error("Not started", exception));
    if (!environment.getActiveNames().contains(Environment.TEST)) {
      System.exit(1);
    }
    throw new ApplicationStartupException("Not started", exception);
  }

  /** The reason, if the operator can fix it; empty for a bug. */
  static Optional<String> reason(Throwable exception) {
    return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> sentence(cause).stream())
        .findFirst();
  }

  private static Optional<String> sentence(Throwable cause) {
    return switch (cause) {
      case InvalidSettingException setting -> Optional.ofNullable(setting.getMessage());
      case BindException _ -> Optional.of("the port is taken; set SYNCLEDGER_PORT to another");
      case ConstraintViolationException invalid -> Optional.ofNullable(invalid.getMessage());
      default -> Optional.empty();
    };
  }
}
