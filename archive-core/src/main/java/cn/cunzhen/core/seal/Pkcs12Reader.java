package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS12SecretBag;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Reads a key ring from PKCS#12 (RFC 7292), whatever program has written it. */
final class Pkcs12Reader {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final InputDecryptorProvider decryption;
  private final Map<KeyName, PrivateKeyInfo> keys = new EnumMap<>(KeyName.class);
  private final List<X509CertificateHolder> certificates = new ArrayList<>();
  private @Nullable Bytes secret;

  private Pkcs12Reader(char[] password) {
    this.decryption =
        new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(PROVIDER).build(password);
  }

  /**
   * @throws UnfitKeysException if it is no such file, or the password is another
   */
  static KeyRing parse(Bytes file, char[] password) {
    try {
      PKCS12PfxPdu pfx = new PKCS12PfxPdu(file.toArray());
      if (!pfx.hasMac()) {
        throw unfit(KeyFault.Kind.UNREADABLE);
      }
      var mac = new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE);
      if (!pfx.isMacValid(mac, password)) {
        throw unfit(KeyFault.Kind.PASSWORD);
      }
      Pkcs12Reader reader = new Pkcs12Reader(password);
      for (ContentInfo content : pfx.getContentInfos()) {
        reader.readAll(content);
      }
      return new KeyRing(reader.keys, reader.secret, reader.certificates);
    } catch (IOException | PKCSException | IllegalArgumentException | ClassCastException e) {
      // The decoder's message may quote what it could not decode.
      throw unfit(KeyFault.Kind.UNREADABLE);
    }
  }

  private void readAll(ContentInfo content) throws PKCSException, IOException {
    boolean encrypted = content.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
    PKCS12SafeBagFactory bags =
        encrypted
            ? new PKCS12SafeBagFactory(content, decryption)
            : new PKCS12SafeBagFactory(content);
    for (PKCS12SafeBag bag : bags.getSafeBags()) {
      read(bag);
    }
  }

  private void read(PKCS12SafeBag bag) throws PKCSException, IOException {
    switch (bag.getBagValue()) {
      case X509CertificateHolder certificate -> certificates.add(certificate);
      case PKCS8EncryptedPrivateKeyInfo key -> keep(bag, key.decryptPrivateKeyInfo(decryption));
      case PrivateKeyInfo key -> keep(bag, key);
      case PKCS12SecretBag value -> {
        byte[] encrypted = ASN1OctetString.getInstance(value.getSecretValue()).getOctets();
        PrivateKeyInfo key =
            new PKCS8EncryptedPrivateKeyInfo(encrypted).decryptPrivateKeyInfo(decryption);
        if (KeyName.ID.alias().equals(alias(bag))) {
          secret = Bytes.of(key.getPrivateKey().getOctets());
        }
      }
      default -> throw new PKCSException("another kind of bag");
    }
  }

  /** Keys of other names may share the file. */
  private void keep(PKCS12SafeBag bag, PrivateKeyInfo key) {
    for (KeyName name : KeyName.values()) {
      if (name.alias().equals(alias(bag))) {
        keys.put(name, key);
      }
    }
  }

  private static String alias(PKCS12SafeBag bag) {
    for (Attribute attribute : bag.getAttributes()) {
      if (attribute.getAttrType().equals(PKCS12SafeBag.friendlyNameAttribute)
          && attribute.getAttrValues().getObjectAt(0) instanceof ASN1String name) {
        return name.getString();
      }
    }
    return "";
  }

  private static UnfitKeysException unfit(KeyFault.Kind kind) {
    return new UnfitKeysException(List.of(new KeyFault("", kind)));
  }
}
