package io.fedrealm.provisioning;

import io.fedrealm.provisioning.adopt.AdoptCommand;
import io.fedrealm.provisioning.audit.AuditCommand;
import io.fedrealm.provisioning.bootstrap.BootstrapCommand;
import io.fedrealm.provisioning.client.ClientCommand;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.Version;
import io.fedrealm.provisioning.doctor.DoctorCommand;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.export.ExportCommand;
import io.fedrealm.provisioning.federation.FederationCommand;
import io.fedrealm.provisioning.fedn.FednCommand;
import io.fedrealm.provisioning.keys.KeysCommand;
import io.fedrealm.provisioning.local.DownCommand;
import io.fedrealm.provisioning.local.EngineProvisioner;
import io.fedrealm.provisioning.local.RunningServer;
import io.fedrealm.provisioning.local.StatusCommand;
import io.fedrealm.provisioning.local.UpCommand;
import io.fedrealm.provisioning.nvflare.NvflareCommand;
import io.fedrealm.provisioning.project.ProjectCommand;
import io.fedrealm.provisioning.reconcile.ApplyCommand;
import io.fedrealm.provisioning.reconcile.PlanCommand;
import io.fedrealm.provisioning.render.RenderCommand;
import io.fedrealm.provisioning.secret.SecretsCommand;
import io.fedrealm.provisioning.site.command.SiteCommand;
import io.fedrealm.provisioning.token.TokenCommand;
import io.fedrealm.provisioning.user.command.UserCommand;
import io.fedrealm.provisioning.variables.VariablesCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code fedrealm}. */
@Command(
    name = "fedrealm",
    description = "Keycloak, ready for federated learning.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:failed",
      "2:wrong usage or input",
      "3:changes are pending (plan), or something was found (audit)",
      "4:the server cannot be reached, or does not let us in",
      "130:interrupted"
    })
public final class Fedrealm implements Runnable {

  /** In the order in which the help shows them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          PlanCommand.class,
          ApplyCommand.class,
          VariablesCommand.class,
          ExportCommand.class,
          AdoptCommand.class,
          AuditCommand.class,
          SecretsCommand.class,
          ProjectCommand.class,
          SiteCommand.class,
          FederationCommand.class,
          UserCommand.class,
          FednCommand.class,
          NvflareCommand.class,
          ClientCommand.class,
          KeysCommand.class,
          TokenCommand.class,
          DoctorCommand.class,
          BootstrapCommand.class,
          RenderCommand.class,
          CompletionCommand.class,
          UpCommand.class,
          DownCommand.class,
          StatusCommand.class);

  /** Secrets are kept by file modes, and servers started by kc.sh. */
  static final String WINDOWS =
      "Error: fedrealm does not run on Windows itself, where it could not keep files with secrets"
          + " from other users. Use WSL 2 (wsl --install), and run ./fedrealm there; a server may"
          + " run anywhere.";

  @Spec private CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // RESTEasy and the HTTP client log by java.util.logging. What matters reaches the operator as
    // an error message, and what they log at finer levels may hold tokens.
    java.util.logging.LogManager.getLogManager().reset();
    System.exit(execute(commandLine(System.getenv(), args), args));
  }

  /** Whether an operating system, by the name that Java has for it, is not supported. */
  static boolean isWindows(String name) {
    return name.startsWith("Windows");
  }

  /** Runs a command; a realm that does not fit into the memory is an error in words, too. */
  static int execute(CommandLine line, String... args) {
    if (isWindows(System.getProperty("os.name"))) {
      line.getErr().println(WINDOWS);
      line.getErr().flush();
      return ExitCode.USAGE;
    }
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      line.getErr()
          .printf(
              "Error: The memory that fedrealm gives itself (%d MB of heap) does not suffice for"
                  + " this. Run again with more, for example _JAVA_OPTIONS=-Xmx1g. What was written"
                  + " before stays, and apply goes on from there.%n",
              Runtime.getRuntime().maxMemory() >> 20);
      line.getErr().flush();
      return ExitCode.FAILED;
    }
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine() {
    return commandLine(System.getenv());
  }

  /**
   * The command line with all its commands.
   *
   * @param environment the environment variables that the commands for a server see
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    return commandLine(environment, COMMANDS);
  }

  /**
   * The command line for these arguments. Where they begin with a command, it has that one only: to
   * make all of them takes longer than what most of them do.
   */
  static CommandLine commandLine(Map<String, String> environment, String... arguments) {
    List<Class<?>> named =
        COMMANDS.stream().filter(it -> arguments.length > 0 && isNamed(it, arguments[0])).toList();
    return commandLine(environment, named.isEmpty() ? COMMANDS : named);
  }

  /** The completion is that of all commands. */
  private static boolean isNamed(Class<?> command, String name) {
    return command != CompletionCommand.class
        && command.getAnnotation(Command.class).name().equals(name);
  }

  private static CommandLine commandLine(Map<String, String> environment, List<Class<?>> commands) {
    EnvironmentFactory factory = new EnvironmentFactory(environment);
    CommandLine line = new CommandLine(new Fedrealm(), factory);
    commands.forEach(command -> line.addSubcommand(new CommandLine(command, factory)));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Fedrealm::printWrongUsage)
        .setExecutionExceptionHandler(new ErrorPrinter());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command.");
  }

  /** What is wrong, what was meant perhaps, and where help is: the whole help would hide it. */
  private static int printWrongUsage(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("Error: ") + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, err);
    CommandSpec spec = command.getCommandSpec();
    if (!command.getSubcommands().isEmpty()) {
      err.println("Commands: " + String.join(", ", command.getSubcommands().keySet()));
    }
    err.printf("Help: %s --help%n", spec.qualifiedName());
    err.flush();
    return spec.exitCodeOnInvalidInput();
  }

  /** Hands the environment to the options that read it, and the engine to the local server. */
  private record EnvironmentFactory(Map<String, String> environment)
      implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == GlobalOptions.class) {
        return type.cast(
            new GlobalOptions(environment, told -> RunningServer.environment(told).orElse(told)));
      }
      return type == UpCommand.class
          ? type.cast(new UpCommand(new EngineProvisioner()))
          : CommandLine.defaultFactory().create(type);
    }
  }

  /** Prints an error as the operator needs it. */
  private static final class ErrorPrinter implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
        Exception error, CommandLine command, CommandLine.ParseResult parsed) {
      PrintWriter err = command.getErr();
      boolean known = error instanceof CommandException;
      String message =
          known
              ? error.getMessage()
              : "Unexpected error, a bug in fedrealm: "
                  + error
                  + "\nRun again with --verbose for the place.";
      err.println(command.getColorScheme().errorText("Error: ") + message);
      if (command.getParseResult().hasMatchedOption("--verbose")) {
        error.printStackTrace(err);
      }
      err.flush();
      return error instanceof CommandException e ? e.exitCode() : ExitCode.FAILED;
    }
  }
}
