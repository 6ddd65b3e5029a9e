package cn.cunzhen.api.drill;

import cn.cunzhen.core.Archive;
import cn.cunzhen.core.Deposit;
import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.intake.SubmissionVerdict;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Transactions of one short text each, for drills that need many records. */
final class SmallRecords {
  /** So many share a swap of the ledger's head. */
  private static final int SUBMITTERS = 16;

  private SmallRecords() {}

  /** Archives so many; gives their ids in no order. */
  static List<RecordId> deposit(Archive archive, int count) throws Exception {
    List<RecordId> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS)) {
      List<Future<RecordId>> deposits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        deposits.add(threads.submit(() -> deposit(archive, "drill-" + number)));
      }
      for (Future<RecordId> each : deposits) {
        ids.add(each.get());
      }
    }
    return ids;
  }

  private static RecordId deposit(Archive archive, String number)
      throws IOException, InterruptedException {
    String json =
        """
        {"sourceSystem": "drill", "transactionId": "%s", "item": "SI-0107",
         "holders": [
         {"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
         "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
         "part": "application", "fileName": "承诺书.txt"}]}
        """
            .formatted(number);
    if (!(archive.read(Bytes.utf8(json)) instanceof SubmissionVerdict.Valid valid)) {
      throw new IllegalStateException("the drill's transaction breaks the catalogue's rules");
    }
    try (Deposit deposit = archive.deposit(valid.transaction())) {
      deposit.file("f1", Bytes.utf8("本人承诺所提交材料真实有效。编号 " + number).stream());
      if (!(deposit.complete() instanceof DepositOutcome.Archived archived)) {
        throw new IllegalStateException("the drill's transaction was not archived");
      }
      return archived.receipt().record();
    }
  }
}
