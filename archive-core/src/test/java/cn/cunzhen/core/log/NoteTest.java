package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoteTest {
  /** The example of C2SP signed-note, "Verifier keys". */
  private static final VerifierKey FOO =
      VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

  private static final String FOO_SIGNATURE =
      "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
          + "RKuwHjG1Yu72IneyaQM=\n";
  private static final String FOO_TEXT = "This is an example message.\n";
  private static final Bytes FOO_NOTE = Bytes.utf8(FOO_TEXT + "\n" + FOO_SIGNATURE);

  private static final Ed25519Signer ONE = SampleLog.signer("one.example", 1);
  private static final Ed25519Signer TWO = SampleLog.signer("two.example", 2);

  @Test
  void theSpecificationsExampleIsVerified() {
    Note note = Note.parse(FOO_NOTE);

    assertThat(note.text()).isEqualTo(FOO_TEXT);
    assertThat(note.format()).isEqualTo(FOO_NOTE);
    assertThat(note.isSignedBy(FOO)).isTrue();
    assertThat(note.isSignedBy(ONE.verifierKey())).isFalse();
  }

  @Test
  void everyFlippedBitOfTheExampleIsNoticed() {
    for (int bit = 0; bit < FOO_NOTE.size() * Byte.SIZE; bit++) {
      byte[] flipped = FOO_NOTE.toArray();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      assertThat(isVerified(Bytes.of(flipped))).as("bit " + bit).isFalse();
    }
  }

  private static boolean isVerified(Bytes note) {
    try {
      return Note.parse(note).isSignedBy(FOO);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void aTextMayHoldEmptyLinesAndIsSplitFromTheSignaturesByTheLast() {
    String text = "Ognuno sta solo\n\n— like a signature\n\n\nè subito sera.\n";

    Note note = Note.parse(Note.sign(text, ONE).format());

    assertThat(note.text()).isEqualTo(text);
    assertThat(note.isSignedBy(ONE.verifierKey())).isTrue();
  }

  @Test
  void equalTextsGetEqualNotes() {
    assertThat(Note.sign("text\n", ONE).format())
        .isEqualTo(Note.sign("text\n", SampleLog.signer("one.example", 1)).format());
  }

  @Test
  void signaturesOfUnknownKeysArePassedOver() {
    Note note = note("text\n", ONE.sign("text\n"), TWO.sign("another text\n"));

    assertThat(note.signers(List.of(ONE.verifierKey()))).containsExactly(ONE.verifierKey());
    assertThat(note.signers(List.of())).isEmpty();
  }

  @Test
  void aSignatureThatSharesOnlyNameOrOnlyIdWithAKnownKeyIsUnknown() {
    NoteSignature sound = ONE.sign("text\n");
    Bytes wrong = Bytes.of(new byte[64]);
    NoteSignature sameName = new NoteSignature(sound.name(), sound.keyId() ^ 1, wrong);
    NoteSignature sameId = new NoteSignature(new KeyName("other"), sound.keyId(), wrong);

    assertThat(note("text\n", sameName, sound, sameId).isSignedBy(ONE.verifierKey())).isTrue();
    assertThat(note("text\n", sameName, sameId).isSignedBy(ONE.verifierKey())).isFalse();
  }

  @Test
  void oneWrongSignatureOfAKnownKeyRefusesTheWholeNote() {
    NoteSignature wrong = TWO.sign("another text\n");
    List<VerifierKey> known = List.of(ONE.verifierKey(), TWO.verifierKey());

    assertThat(note("text\n", ONE.sign("text\n"), wrong).signers(known)).isEmpty();
    assertThat(note("text\n", wrong, ONE.sign("text\n")).signers(known)).isEmpty();
    assertThat(note("text\n", TWO.sign("text\n"), wrong).isSignedBy(TWO.verifierKey())).isFalse();
    assertThat(note("text\n", ONE.sign("text\n"), TWO.sign("text\n")).signers(known))
        .isEqualTo(known);
  }

  @Test
  void aSignatureOfTheWrongLengthIsWrong() {
    NoteSignature sound = ONE.sign("text\n");

    for (int size : List.of(1, 63, 65, 128)) {
      byte[] bytes = new byte[size];
      System.arraycopy(sound.signature().toArray(), 0, bytes, 0, Math.min(64, size));
      NoteSignature wrong = new NoteSignature(sound.name(), sound.keyId(), Bytes.of(bytes));

      assertThat(note("text\n", wrong).isSignedBy(ONE.verifierKey())).isFalse();
    }
  }

  @Test
  void aHundredSignaturesAreTakenAndNotOneMore() {
    List<NoteSignature> hundred = new ArrayList<>();
    for (int i = 0; i < Note.MAX_SIGNATURES - 1; i++) {
      hundred.add(
          new NoteSignature(new KeyName("witness" + i), i, Bytes.of(new byte[i == 0 ? 1 : 5_000])));
    }
    hundred.add(ONE.sign("text\n"));
    Note note = new Note("text\n", hundred);
    List<NoteSignature> tooMany = Collections.nCopies(Note.MAX_SIGNATURES + 1, hundred.getFirst());

    assertThat(Note.parse(note.format())).isEqualTo(note);
    assertThat(note.isSignedBy(ONE.verifierKey())).isTrue();
    assertThatThrownBy(() -> new Note("text\n", tooMany))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Note("text\n", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNoteThatIsTooLongIsRefused() {
    Bytes longest =
        Bytes.utf8(
            "a".repeat(Note.MAX_BYTES - FOO_SIGNATURE.length() - 4) + "\n\n" + FOO_SIGNATURE);
    Bytes tooLong = Bytes.utf8("a" + longest.utf8());

    assertThat(longest.size()).isEqualTo(Note.MAX_BYTES);
    assertThat(Note.parse(longest).format()).isEqualTo(longest);
    assertThatThrownBy(() -> Note.parse(tooLong)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n— a AAAAAAA=\n",
        "\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=",
        "text\n\n— a AAAAAAA=\n\n",
        "text\n\n— a AAAAAAA=\nrest",
        "text\n\n— a AAAAAAA=\nrest\n",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n—a AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— AAAAAAA=\n",
        "text\n\n— a  AAAAAAA=\n",
        "text\n\n— a b AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n— a\u00a0b AAAAAAA=\n",
        "text\n\n— a\u2003b AAAAAAA=\n",
        "text\n\n— a\u0085b AAAAAAA=\n",
        "text\n\n— a\u3000b AAAAAAA=\n",
        "text\n\n— a AAAAAAA= \n",
        "text\n\n— a AAAAAAA\n",
        "text\n\n— a AAAAAAB=\n",
        "text\n\n— a AAAA-_A=\n",
        "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAA\n",
        "text\n\n— a \n",
        "text\n\n— a\n",
        "te\txt\n\n— a AAAAAAA=\n",
        "text\r\n\n— a AAAAAAA=\n",
        "te\u0000xt\n\n— a AAAAAAA=\n"
      })
  void malformedNotesAreRefused(String note) {
    assertThatThrownBy(() -> Note.parse(Bytes.utf8(note)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theShortestNoteIsRead() {
    assertThat(Note.parse(Bytes.utf8("\n\n— a AAAAAAA=\n")).text()).isEqualTo("\n");
    assertThat(Note.parse(Bytes.utf8("text\n\n— 一 AAAAAAA=\n")).signatures().getFirst().name())
        .isEqualTo(new KeyName("一"));
  }

  @Test
  void malformedUtf8IsRefused() {
    for (String malformed : List.of("80", "c080", "c3", "eda080", "f8888080", "fe", "ff")) {
      Bytes note = Bytes.ofHex(malformed + FOO_NOTE.hex());

      assertThatThrownBy(() -> Note.parse(note)).isInstanceOf(IllegalArgumentException.class);
    }
    Bytes replacement = Bytes.utf8("\ufffd" + FOO_NOTE.utf8());
    assertThat(Note.parse(replacement).format()).isEqualTo(replacement);
  }

  @Test
  void aTextThatNoNoteCanCarryIsNotSigned() {
    for (String text : List.of("", "text", "te\rxt\n", "te\u0007xt\n", "\ud800\n")) {
      assertThatThrownBy(() -> Note.sign(text, ONE)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Note note(String text, NoteSignature... signatures) {
    return new Note(text, List.of(signatures));
  }
}
