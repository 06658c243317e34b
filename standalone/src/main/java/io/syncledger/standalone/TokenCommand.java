package io.syncledger.standalone;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.standalone.data.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token that the standalone server of a data directory accepts. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Print a token for the standalone server of a data folder, valid for 30 days.")
final class TokenCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The data folder of the server (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Parameters(index = "0", paramLabel = "ORG", description = "An organization, such as org_demo.")
  private String organization = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ROLE",
      description =
          "admin, operator, viewer, emitter; each of the first three includes those after it.")
  private List<String> roles = List.of();

  @Override
  public Integer call() {
    String key = Secrets.existingTokenKey(data.toAbsolutePath().normalize());
    try {
      String token =
          new LocalTokenIssuer(key, Clock.systemUTC())
              .issue(
                  "token-command",
                  List.of(new OrganizationId(organization)),
                  Set.copyOf(roles),
                  StandaloneServer.TOKEN_VALIDITY);
      spec.commandLine().getOut().println(token);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
