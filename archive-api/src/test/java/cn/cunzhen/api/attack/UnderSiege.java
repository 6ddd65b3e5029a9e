package cn.cunzhen.api.attack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives all classes of attacks the same node, and looks after each what has come of it. */
final class UnderSiege implements BeforeAllCallback, AfterAllCallback {
  private static @Nullable Siege siege;

  static Siege siege() {
    return Objects.requireNonNull(siege);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (siege == null) {
      Siege begun = Siege.begin();
      siege = begun;
      context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(Siege.class, begun);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    siege().stands();
  }
}
