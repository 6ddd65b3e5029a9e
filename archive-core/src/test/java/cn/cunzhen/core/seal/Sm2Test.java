package cn.cunzhen.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.junit.jupiter.api.Test;

/** SM2 against the example of GB/T 32918.5-2017, annex A: the recommended curve, default id. */
class Sm2Test {
  private static final byte[] MESSAGE = Bytes.utf8("message digest").toArray();
  private static final String R =
      "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
  private static final String S =
      "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
  private static final ECNamedDomainParameters CURVE =
      ECNamedDomainParameters.lookup(GMObjectIdentifiers.sm2p256v1);
  private static final ECPrivateKeyParameters PRIVATE =
      new ECPrivateKeyParameters(
          new BigInteger("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8", 16),
          CURVE);
  private static final ECPublicKeyParameters PUBLIC =
      new ECPublicKeyParameters(
          CURVE
              .getCurve()
              .createPoint(
                  new BigInteger(
                      "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020", 16),
                  new BigInteger(
                      "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13", 16)),
          CURVE);

  @Test
  void thePublicKeyIsThatOfThePrivateOne() {
    assertThat(CURVE.getG().multiply(PRIVATE.getD()).normalize()).isEqualTo(PUBLIC.getQ());
  }

  @Test
  void thePublishedSignatureVerifies() throws Exception {
    assertThat(verifies(MESSAGE, signature(R, S))).isTrue();
  }

  @Test
  void noBitOfTheMessageOrOfTheSignatureMayDiffer() throws Exception {
    for (int bit = 0; bit < MESSAGE.length * 8; bit++) {
      byte[] other = MESSAGE.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifies(other, signature(R, S))).as("bit %d of the message", bit).isFalse();
    }
    for (int bit = 0; bit < R.length() * 4; bit++) {
      assertThat(verifies(MESSAGE, signature(flipped(R, bit), S))).as("bit %d of r", bit).isFalse();
      assertThat(verifies(MESSAGE, signature(R, flipped(S, bit)))).as("bit %d of s", bit).isFalse();
    }
  }

  @Test
  void whatIsSignedWithThatKeyVerifiesAndIsTheSameEachTime() {
    byte[] signature = Signatures.sign(SealSuite.SM2, PRIVATE, MESSAGE);

    assertThat(verifies(MESSAGE, signature)).isTrue();
    assertThat(Signatures.sign(SealSuite.SM2, PRIVATE, MESSAGE)).isEqualTo(signature);
  }

  private static boolean verifies(byte[] message, byte[] signature) {
    return Signatures.verify(SealSuite.SM2.signatureAlgorithm(), PUBLIC, message, signature);
  }

  private static byte[] signature(String r, String s) throws IOException {
    return new DERSequence(
            new ASN1Integer[] {
              new ASN1Integer(new BigInteger(r, 16)), new ASN1Integer(new BigInteger(s, 16))
            })
        .getEncoded();
  }

  private static String flipped(String number, int bit) {
    byte[] bytes = HexFormat.of().parseHex(number);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return HexFormat.of().formatHex(bytes);
  }
}
