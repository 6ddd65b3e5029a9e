package cn.cunzhen.core.bag;

import cn.cunzhen.storage.Bytes;
import java.util.zip.CRC32;

/**
 * A file of the package that is not payload (RFC 8493 §2.2).
 *
 * @param path within the bag
 */
record TagFile(String path, Bytes content) {
  static final String CHECKS = "metadata/checks.json";
  static final String RECORD = "metadata/record.json";
  static final String METADATA = "metadata/";
  static final String BAGIT = "bagit.txt";
  static final String BAG_INFO = "bag-info.txt";
  static final String MANIFEST = "manifest-sha256.txt";
  static final String TAG_MANIFEST = "tagmanifest-sha256.txt";

  int crc() {
    CRC32 crc = new CRC32();
    crc.update(content.toArray());
    return (int) crc.getValue();
  }
}
