package cn.cunzhen.indexer.child;

import java.util.List;

/**
 * What runs in a child.
 *
 * @param main the class whose main method calls {@link ChildSide#serve}
 * @param arguments what that method is given
 * @param options of the JVM, besides those that every child has
 * @param politeness how far it gives way to others: 0 not at all, 19 wherever it can
 */
public record ChildProgram(
    String main, List<String> arguments, List<String> options, int politeness) {
  public ChildProgram {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
  }
}
