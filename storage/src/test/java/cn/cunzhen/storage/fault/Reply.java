package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What may come of a call: its true answer, or what is told in its place. */
interface Reply<T> {
  /** Makes the call. */
  T truth();

  /** The same call for later, when what it was given may be gone. */
  default Reply<T> kept() {
    return this;
  }

  default T unknown(StorageException cause) {
    throw cause;
  }

  default T refused() {
    throw new AssertionError("only a conditional write can be refused");
  }

  default T half() {
    throw new AssertionError("only what is read or listed has a half");
  }

  static <T> Reply<T> of(Supplier<T> call) {
    return call::get;
  }

  static Reply<Boolean> of(Runnable call) {
    return () -> {
      call.run();
      return true;
    };
  }

  static Reply<Write> ofWrite(Supplier<Write> call) {
    return new Reply<>() {
      @Override
      public Write truth() {
        return call.get();
      }

      @Override
      public Write unknown(StorageException cause) {
        return new Write.Unknown(cause);
      }

      @Override
      public Write refused() {
        return new Write.Refused();
      }
    };
  }

  static <T> Reply<T> ofStream(Supplier<T> call, UnaryOperator<T> half) {
    return new Reply<>() {
      @Override
      public T truth() {
        return call.get();
      }

      @Override
      public T half() {
        return half.apply(call.get());
      }
    };
  }
}
