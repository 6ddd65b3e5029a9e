package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a server was found to lack, gathered so that all of it is said at once. */
final class Findings {
  private final List<String> faults = new ArrayList<>();

  interface Check {
    boolean holds() throws IOException;
  }

  /** Notes the fault where the check does not hold, or can't be made. */
  void check(String fault, Check check) {
    try {
      if (!check.holds()) {
        faults.add(fault);
      }
    } catch (StorageException | IOException e) {
      faults.add(fault + " (" + e.getMessage() + ")");
    }
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /**
   * @throws StorageException.Unfit with all faults, if there is one
   */
  void refuse() {
    if (!faults.isEmpty()) {
      throw new StorageException.Unfit(
          "this S3 server can't hold the archive: " + String.join("; ", faults));
    }
  }
}
