package cn.cunzhen.core;

import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.intake.CitedMaterial;
import cn.cunzhen.core.intake.Transaction;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Citation;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what a transaction says of records that are in the archive is so. */
record KnownRecords(Ledger ledger, StoredPackages packages, IdKey idKey) {
  /**
   * Everything that is not so: it amends another transaction's record, or cites a record, a file or
   * a content that is not there. A file may be cited in any version of its record.
   *
   * <p>What another node may have added meanwhile is learned before anything is refused.
   *
   * @param id of the record that the transaction is to go into
   */
  List<Fault> faults(RecordId id, Transaction transaction) throws InterruptedException {
    List<Fault> faults = new ArrayList<>();
    if (!idKey.recordId(transaction.sourceSystem(), transaction.transactionId()).equals(id)) {
      faults.add(Fault.of("/transactionId", FaultCode.OTHER_TRANSACTION));
    }
    List<Fault> cited = citedFaults(transaction.cited());
    if (!cited.isEmpty()) {
      if (!ledger.catchUp(Ledger.PATIENCE)) {
        throw new StorageException("the ledger's head can't be read");
      }
      cited = citedFaults(transaction.cited());
    }
    faults.addAll(cited);
    return faults;
  }

  private List<Fault> citedFaults(List<CitedMaterial> cited) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < cited.size(); i++) {
      fault("/cited/" + i, cited.get(i).citation()).ifPresent(faults::add);
    }
    return faults;
  }

  private Optional<Fault> fault(String pointer, Citation citation) {
    List<Registered> entries = ledger.entriesOf(citation.record());
    if (entries.isEmpty()) {
      return Optional.of(Fault.of(pointer + "/record", FaultCode.CITED_UNKNOWN));
    }
    if (entries.stream().anyMatch(entry -> entry.type() == EntryType.DISPOSED)) {
      return Optional.of(Fault.of(pointer + "/record", FaultCode.CITED_DISPOSED));
    }
    List<ArchivedFile> files = filesOfThatPath(citation, entries);
    if (files.isEmpty()) {
      return Optional.of(Fault.of(pointer + "/path", FaultCode.CITED_PATH_UNKNOWN));
    }
    return files.stream().anyMatch(file -> file.sha256().equals(citation.sha256()))
        ? Optional.empty()
        : Optional.of(Fault.of(pointer + "/sha256", FaultCode.CITED_DIGEST_DISAGREES));
  }

  private List<ArchivedFile> filesOfThatPath(Citation citation, List<Registered> entries) {
    return entries.stream()
        .filter(e -> e.type().isOfVersion())
        .map(version -> packages.read(citation.record(), version.version(), version.digest()))
        .flatMap(record -> record.files().stream())
        .filter(file -> file.path().equals(citation.path()))
        .toList();
  }
}
