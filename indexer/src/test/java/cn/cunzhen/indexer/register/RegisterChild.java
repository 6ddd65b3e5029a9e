package cn.cunzhen.indexer.register;

import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.RegisterContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that fills a register from where it has come to, and is killed before it ends. */
final class RegisterChild {
  private static final int STEP = 500;

  private RegisterChild() {}

  public static void main(String[] arguments) throws Exception {
    LuceneRegister register =
        LuceneRegister.open(Path.of(arguments[0]), RegisterContract.digest(-1));
    System.out.println("begun");
    for (int from = (int) register.reached().size(); from < 20_000_000; from += STEP) {
      List<LedgerEntry> entries = new ArrayList<>();
      for (int n = from; n < from + STEP; n++) {
        entries.add(RegisterContract.archived(n));
      }
      register.apply(entries, RegisterContract.digest(from + STEP));
    }
  }
}
