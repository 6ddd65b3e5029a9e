package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files of a transaction, as announced and as they came in.
 *
 * @param files in the order of the submission
 * @param general the faults that are no single announced file's
 * @param came how many files came, announced or not
 * @param bytes how many bytes they have together
 */
record Arrivals(List<Arrival> files, List<Fault> general, int came, long bytes) {
  Arrivals {
    files = List.copyOf(files);
    general = List.copyOf(general);
  }

  static Arrivals of(Transaction transaction, List<ReceivedFile> received, Limits limits) {
    Faults general = new Faults();
    Map<String, ReceivedFile> byName = new HashMap<>();
    for (ReceivedFile file : received) {
      if (byName.putIfAbsent(file.name(), file) != null) {
        general.add("/files", FaultCode.FILE_RECEIVED_TWICE);
      }
    }
    FileCheck check = new FileCheck(transaction.item().files(), limits);
    List<Arrival> files = new ArrayList<>();
    for (SubmittedFile file : transaction.files()) {
      int number = files.size() + 1;
      ReceivedFile came = byName.remove(file.name());
      files.add(new Arrival(number, file, came, check.faults(number, file, came)));
    }
    byName.keySet().forEach(surplus -> general.add("/files", FaultCode.FILE_NOT_LISTED));
    long bytes = received.stream().mapToLong(ReceivedFile::size).sum();
    if (bytes > limits.bytesInAll()) {
      general.add("/files", FaultCode.FILES_TOO_LARGE, limits.bytesInAll());
    }
    return new Arrivals(files, general.list(), received.size(), bytes);
  }

  /** Every reason to refuse the transaction. */
  List<Fault> faults() {
    return Stream.concat(files.stream().flatMap(file -> file.faults().stream()), general.stream())
        .toList();
  }

  /** What came in of what was announced, in the order of the submission. */
  List<ReceivedFile> received() {
    return files.stream().map(Arrival::received).filter(Objects::nonNull).toList();
  }
}
