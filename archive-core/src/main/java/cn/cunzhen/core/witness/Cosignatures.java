package cn.cunzhen.core.witness;

import cn.cunzhen.core.head.BySize;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.StorageException;
import java.util.Optional;

/** A ledger's checkpoints as witnesses have cosigned them, as they are stored. */
public final class Cosignatures {
  private final BySize notes;

  /**
   * @param log where the log lies in the store, such as {@code ledger}
   */
  public Cosignatures(Heads heads, String log) {
    this.notes = new BySize(heads, log + "/cosigned/");
  }

  /** Keeps the checkpoint of so many entries, with its cosignatures. */
  void put(long size, Note note) {
    notes.put(size, note.format());
  }

  /**
   * The cosigned checkpoint of exactly so many entries.
   *
   * @throws StorageException if what is kept is none
   */
  public Optional<Note> at(long size) {
    return notes
        .at(size)
        .map(note -> {
          try {
            return Note.parse(note);
          } catch (IllegalArgumentException e) {
            throw new StorageException.Damaged("a cosigned checkpoint is damaged: " + size, e);
          }
        });
  }

  /** The size of the largest one of at most so many entries. */
  public Optional<Long> last(long atMost) {
    return notes.last(atMost);
  }

  /** The size of the smallest one from one size to another. */
  public Optional<Long> first(long from, long to) {
    return notes.first(from, to);
  }
}
