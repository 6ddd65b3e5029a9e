package cn.cunzhen.core.longterm;

import cn.cunzhen.core.zip.FixedZip;
import cn.cunzhen.storage.Bytes;

/**
 * A seal with what it is over.
 *
 * @param fileName what the seal is called in a package
 */
public record SealedRecord(Bytes record, String fileName, Bytes seal) {
  /** Both as one ZIP. */
  public Bytes zip() {
    return new FixedZip().put("record.json", record).put(fileName, seal).format();
  }
}
