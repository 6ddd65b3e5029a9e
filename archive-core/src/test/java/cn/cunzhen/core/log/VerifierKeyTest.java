package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifierKeyTest {
  private static final String LINE =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  @Test
  void aKeyIsReadAndWrittenAsTheSpecificationsExample() {
    VerifierKey key = VerifierKey.parse(LINE);

    assertThat(key.name()).isEqualTo(new KeyName("example.com/foo"));
    assertThat(key.keyId()).isEqualTo(0x530d903a);
    assertThat(key.format()).isEqualTo(LINE);
  }

  @Test
  void everyCharacterOfTheLineCounts() {
    for (int i = 0; i < LINE.length(); i++) {
      String changed =
          LINE.substring(0, i) + (LINE.charAt(i) == 'A' ? 'B' : 'A') + LINE.substring(i + 1);
      String shorter = LINE.substring(0, i) + LINE.substring(i + 1);

      assertThatThrownBy(() -> VerifierKey.parse(changed))
          .as(changed)
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> VerifierKey.parse(shorter))
          .as(shorter)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "++",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k+",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
      })
  void anythingElseIsRefused(String line) {
    assertThatThrownBy(() -> VerifierKey.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 8032 §7.1, those of its tests whose message is text. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "r,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
  })
  void ed25519IsAsTheRfcsVectors(String seed, String publicKey, String text, String signature) {
    Ed25519Signer signer = Ed25519Signer.of(new KeyName("rfc8032"), Bytes.ofHex(seed));

    NoteSignature signed = signer.sign(text);

    assertThat(signer.verifierKey().publicKey().hex()).isEqualTo(publicKey);
    assertThat(signed.signature().hex()).isEqualTo(signature);
    assertThat(signer.verifierKey().verifies(text, signed)).isTrue();
    assertThat(signer.verifierKey().verifies(text + " ", signed)).isFalse();
  }

  @Test
  void aSignatureWithAScalarBeyondTheGroupsOrderIsRefused() {
    // RFC 8032 §5.1.7 (1): S + L would verify too, were it not refused.
    Ed25519Signer signer = SampleLog.signer("one", 1);
    NoteSignature signed = signer.sign("text\n");
    byte[] bytes = signed.signature().toArray();
    byte[] order =
        Bytes.ofHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").toArray();
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      carry += (bytes[32 + i] & 0xff) + (order[i] & 0xff);
      bytes[32 + i] = (byte) carry;
      carry >>= 8;
    }
    NoteSignature malleated = new NoteSignature(signed.name(), signed.keyId(), Bytes.of(bytes));

    assertThat(signer.verifierKey().verifies("text\n", signed)).isTrue();
    assertThat(signer.verifierKey().verifies("text\n", malleated)).isFalse();
  }

  @Test
  void aKeyThatIsNoPointOfTheCurveIsRefused() {
    for (String key :
        List.of(
            "",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0200000000000000000000000000000000000000000000000000000000000000")) {
      assertThatThrownBy(
              () -> new VerifierKey(VerifierKey.Kind.NOTE, new KeyName("one"), Bytes.ofHex(key)))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSeedOfAnotherLengthIsRefused() {
    for (int size : List.of(0, 31, 33, 64)) {
      assertThatThrownBy(() -> Ed25519Signer.of(new KeyName("one"), Bytes.of(new byte[size])))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
