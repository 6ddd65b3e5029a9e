package cn.cunzhen.core.form;

import java.util.List;

/**
 * One thing that is wrong with what was handed in: where, what, and what to do about it.
 *
 * <p>Its texts never repeat a value that was handed in, so a fault may be shown and logged.
 *
 * @param pointer the place as a JSON pointer (RFC 6901); empty for the whole
 * @param arguments what the rule asks for, for instance a limit; never what was handed in
 */
public record Fault(String pointer, FaultCode code, List<String> arguments) {
  public Fault {
    arguments = List.copyOf(arguments);
  }

  public static Fault of(String pointer, FaultCode code, Object... arguments) {
    return new Fault(pointer, code, List.of(arguments).stream().map(String::valueOf).toList());
  }

  /** What is wrong and what to do, in plain Chinese. */
  public String zh() {
    return filled(code.zh());
  }

  /** What is wrong and what to do, in plain English. */
  public String en() {
    return filled(code.en());
  }

  private String filled(String template) {
    String text = template;
    for (int i = 0; i < arguments.size(); i++) {
      text = text.replace("{" + i + "}", arguments.get(i));
    }
    return text;
  }
}
