package cn.cunzhen.core;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the packages and proofs beside a single file say of it, by its digest alone.
 *
 * @param check holds where a record names the file that all checks lead to, fails where such
 *     records name other files only, and is unknown where there is none
 * @param place where it is named; null where it is not
 */
public record NamedFile(Check check, @Nullable Place place) {
  /**
   * Where a file is named.
   *
   * @param beside the index of what names it
   * @param number of the file in the record, counted from 1; 0 where the record cites it
   * @param path in the package of the record that holds it
   * @param name it came with; empty where the record cites it
   */
  public record Place(int beside, ArchivalRecord record, int number, String path, String name) {}

  /**
   * Looks for a file.
   *
   * @param beside what was found of everything that lies beside it
   */
  public static NamedFile of(Sha256 digest, List<FileVerification.Result> beside) {
    boolean believed = false;
    Place doubtful = null;
    for (int i = 0; i < beside.size(); i++) {
      ArchivalRecord record = beside.get(i).record();
      if (record == null) {
        continue;
      }
      Place place = place(i, record, digest);
      believed |= beside.get(i).vouches();
      if (place != null && beside.get(i).vouches()) {
        return new NamedFile(new Check(Name.FILE, Verdict.HOLDS), place);
      }
      doubtful = place == null ? doubtful : place;
    }
    boolean unknown = doubtful != null || !believed;
    return new NamedFile(new Check(Name.FILE, unknown ? Verdict.UNKNOWN : Verdict.FAILS), doubtful);
  }

  private static @Nullable Place place(int beside, ArchivalRecord record, Sha256 digest) {
    for (int i = 0; i < record.files().size(); i++) {
      ArchivedFile file = record.files().get(i);
      if (file.sha256().equals(digest)) {
        return new Place(beside, record, i + 1, file.path(), file.submittedName());
      }
    }
    for (Citation cited : record.cited()) {
      if (cited.sha256().equals(digest)) {
        return new Place(beside, record, 0, cited.path(), "");
      }
    }
    return null;
  }
}
