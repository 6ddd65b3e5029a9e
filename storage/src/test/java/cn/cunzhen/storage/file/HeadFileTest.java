package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeadFileTest {
  private static final Instant DATE = Instant.parse("2026-03-04T05:06:07Z");
  private static final Instant LATER = Instant.parse("2027-03-04T05:06:07.123456Z");
  private static final Bytes FIRST = value(200, 1);
  private static final Bytes SECOND = value(230, 2);
  private static final Bytes THIRD = value(250, 3);

  @Test
  void aPlainFileIsTheValue() throws IOException {
    for (Bytes value : new Bytes[] {Bytes.utf8(""), FIRST, Bytes.utf8("cunzhen slots 1")}) {
      assertThat(HeadFile.alone(value, DATE)).isEqualTo(value);
      assertThat(still(HeadFile.alone(value, DATE)).value()).isEqualTo(value);
    }
  }

  @Test
  void aValueThatLooksLikeSlotsIsReadAsItIs() throws IOException {
    Bytes file = HeadFile.forMany(FIRST, DATE, Optional.empty());

    assertThat(still(HeadFile.alone(file, DATE)).value()).isEqualTo(file);
  }

  @Test
  void valuesTakeTurns() throws IOException {
    Ram file = new Ram(HeadFile.forMany(FIRST, DATE, Optional.empty()));
    for (int i = 0; i < 10; i++) {
      Bytes value = value(200 + 37 * i, i);
      swap(file, value);

      HeadFile head = HeadFile.read(file, DATE, false).orElseThrow();
      assertThat(head.value()).isEqualTo(value);
      assertThat(head.version()).isEqualTo(Version.of(value));
      assertThat(head.modified()).isEqualTo(LATER);
    }
  }

  @Test
  void aLargeValueIsAloneAndOneThatDoesNotFitHasNoTurn() throws IOException {
    assertThat(still(HeadFile.forMany(value((1 << 20) + 1, 1), DATE, Optional.empty())).turn())
        .isEmpty();

    HeadFile.Turn turn =
        still(HeadFile.forMany(FIRST, DATE, Optional.empty())).turn().orElseThrow();
    assertThat(turn.takes(value(turn.size() - Slot.HEADER, 2))).isTrue();
    assertThat(turn.takes(value(turn.size() - Slot.HEADER + 1, 2))).isFalse();
  }

  @Test
  void aShorterValueTakesAnotherFileSoThatNothingStaysOfWhatItLetsGo() throws IOException {
    HeadFile head = still(HeadFile.forMany(value(20_000, 1), DATE, Optional.empty()));
    HeadFile.Turn turn = head.turn().orElseThrow();
    assertThat(turn.takes(value(20_000, 2))).isTrue();
    assertThat(turn.takes(value(19_999, 2))).isFalse();

    HeadFile next = still(HeadFile.forMany(FIRST, DATE, Optional.of(head)));

    assertThat(next.turn().orElseThrow().size()).as("as large as before").isEqualTo(turn.size());
  }

  /**
   * Any mixture of pieces of a write that no sync ended leaves the value before, or the new one.
   */
  @Test
  void aTornWriteLeavesTheValueBefore() throws IOException {
    Ram before = new Ram(HeadFile.forMany(FIRST, DATE, Optional.empty()));
    swap(before, SECOND);
    Ram after = new Ram(before.bytes());
    HeadFile.Part part = turn(after).write(THIRD, Version.of(THIRD), LATER);
    after.write(part.at(), part.bytes());
    int written = Slot.HEADER + THIRD.size();
    Random random = new Random(1);
    Set<Integer> seen = new TreeSet<>();

    for (int i = 0; i < 20_000; i++) {
      Ram torn = new Ram(before.bytes());
      int piece = 1 << random.nextInt(9);
      int likely = random.nextInt(1, 100);
      for (int at = 0; at < part.bytes().size(); at += piece) {
        if (random.nextInt(100) < likely) {
          int end = Math.min(at + piece, part.bytes().size());
          torn.write(part.at() + at, part.bytes().slice(at, end));
        }
      }
      HeadFile head = still(torn.bytes());
      boolean whole = torn.read(part.at(), written).equals(after.read(part.at(), written));
      assertThat(head.value()).isEqualTo(whole ? THIRD : SECOND);
      Optional<HeadFile> looked = HeadFile.read(torn, DATE, false);
      assertThat(looked.isEmpty() || looked.get().value().equals(head.value())).isTrue();
      Bytes next = value(260, 4);
      swap(torn, next);
      assertThat(still(torn.bytes()).value()).isEqualTo(next);
      seen.add(whole ? 1 : looked.isEmpty() ? 2 : 3);
    }
    assertThat(seen).as("whole, torn, and not begun").containsExactly(1, 2, 3);
  }

  /**
   * Whatever becomes of single bytes, a value that was synced is never taken for the one before.
   */
  @Test
  void aFlippedBitChangesNoValueOrIsNoticed() throws IOException {
    Ram file = new Ram(HeadFile.forMany(FIRST, DATE, Optional.empty()));
    swap(file, SECOND);
    swap(file, THIRD);
    int noticed = 0;
    for (int at = 16; at < file.bytes.length; at++) {
      for (int bit : new int[] {0, 3, 7}) {
        byte[] flipped = file.bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        try {
          assertThat(still(Bytes.of(flipped)).value()).as("byte %d", at).isEqualTo(THIRD);
        } catch (IOException e) {
          noticed++;
        }
      }
    }
    assertThat(noticed).isGreaterThan(3 * THIRD.size());
  }

  @Test
  void whoLooksWhileOthersWriteIsToldNothingStale() throws IOException {
    Ram file = new Ram(HeadFile.forMany(FIRST, DATE, Optional.empty()));
    swap(file, SECOND);
    Ram racing =
        new Ram(file.bytes()) {
          private int reads;

          @Override
          public Bytes read(long at, int length) {
            Bytes read = super.read(at, length);
            if (++reads == 3) { // both headers are read, their values are not
              try {
                swap(this, THIRD);
                swap(this, FIRST);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }
            return read;
          }
        };

    assertThat(HeadFile.read(racing, DATE, false)).isEmpty();
  }

  @Test
  void whatEndsEarlyOrHasOtherSlotsIsRefused() throws IOException {
    Bytes file = HeadFile.forMany(FIRST, DATE, Optional.empty());
    for (int length : new int[] {16, 19, 20, 4096, 5000, file.size() - 1}) {
      assertThatIOException().isThrownBy(() -> still(file.slice(0, length)));
    }
    byte[] other = file.toArray();
    other[18]++;
    assertThatIOException().isThrownBy(() -> still(Bytes.of(other)));
  }

  private static void swap(Ram file, Bytes value) throws IOException {
    HeadFile.Turn turn = turn(file);
    HeadFile.Part part = turn.write(value, Version.of(value), LATER);
    file.write(part.at(), part.bytes());
    HeadFile.Part note = turn.noteSynced();
    file.write(note.at(), note.bytes());
  }

  private static HeadFile.Turn turn(Ram file) throws IOException {
    return still(file.bytes()).turn().orElseThrow();
  }

  private static HeadFile still(Bytes file) throws IOException {
    return HeadFile.read(new Ram(file), DATE, true).orElseThrow();
  }

  private static Bytes value(int size, int seed) {
    byte[] value = new byte[size];
    new Random(seed).nextBytes(value);
    return Bytes.of(value);
  }

  /** A file in memory. */
  private static class Ram implements Place {
    private final byte[] bytes;

    Ram(Bytes bytes) {
      this.bytes = bytes.toArray();
    }

    Bytes bytes() {
      return Bytes.of(bytes);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public Bytes read(long at, int length) {
      int from = (int) Math.min(at, bytes.length);
      return Bytes.of(Arrays.copyOfRange(bytes, from, Math.min(from + length, bytes.length)));
    }

    @Override
    public void write(long at, Bytes written) {
      written.copyTo(bytes, (int) at);
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
