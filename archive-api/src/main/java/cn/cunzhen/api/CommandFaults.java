package cn.cunzhen.api;

import cn.cunzhen.api.node.FolderInUseException;
import java.io.PrintWriter;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says where it was called wrongly or failed: one line, in the user's language. */
final class CommandFaults implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier trace;
  private final ResourceBundle texts = ResourceBundle.getBundle("cn.cunzhen.api.commands");

  CommandFaults(BooleanSupplier trace) {
    this.trace = trace;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine line = fault.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    PrintWriter err = line.getErr();
    err.println(command + ": " + describe(fault));
    err.println(texts.getString("fault.hint").formatted(command));
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println(line.getCommandSpec().qualifiedName() + ": " + describe(fault));
    if (trace.getAsBoolean()) {
      fault.printStackTrace(err);
    }
    return fault instanceof CommandFailure failure
        ? failure.exitCode()
        : line.getCommandSpec().exitCodeOnExecutionException();
  }

  private String describe(Exception fault) {
    if (fault instanceof FolderInUseException used) {
      return texts.getString("fault.folder").formatted(used.folder());
    }
    String message = fault.getMessage();
    return message == null ? fault.toString() : message;
  }

  private String describe(ParameterException fault) {
    return switch (fault) {
      case UnmatchedArgumentException e -> unknown(e);
      case MissingParameterException e ->
          texts
              .getString("fault.missing")
              .formatted(
                  String.join(" ", e.getMissing().stream().map(CommandFaults::name).toList()));
      default -> texts.getString("fault.wrong").formatted(fault.getMessage());
    };
  }

  private String unknown(UnmatchedArgumentException fault) {
    String unknown = texts.getString("fault.unknown").formatted(fault.getUnmatched().getFirst());
    List<String> meant = fault.getSuggestions();
    return meant.isEmpty()
        ? unknown
        : unknown + texts.getString("fault.meant").formatted(String.join(", ", meant));
  }

  private static String name(CommandLine.Model.ArgSpec argument) {
    return argument.isOption()
        ? ((CommandLine.Model.OptionSpec) argument).longestName()
        : argument.paramLabel();
  }
}
