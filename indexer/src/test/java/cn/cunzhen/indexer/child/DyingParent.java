package cn.cunzhen.indexer.child;

import cn.cunzhen.storage.Bytes;
import java.nio.file.Path;

/** Starts a child, tells its number, and dies without a word to it. */
final class DyingParent {
  static final int EXIT = 9;

  private DyingParent() {}

  public static void main(String[] arguments) throws Exception {
    Children children =
        new Children(
            ChildrenTest.misbehaving(MisbehavingProcess.class.getName()),
            ChildrenTest.limits(1, 1_000),
            Path.of(arguments[0]),
            "child");
    children.ask(new Request(Bytes.utf8("process")), in -> Strings.read(in, 100));
    ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
    Runtime.getRuntime().halt(EXIT);
  }
}
