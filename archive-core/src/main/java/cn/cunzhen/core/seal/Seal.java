package cn.cunzhen.core.seal;

import cn.cunzhen.storage.Bytes;

/**
 * A detached signature over a content: CMS SignedData (RFC 5652) of the level CAdES-B-B (ETSI EN
 * 319 122-1).
 *
 * @param der its one encoding
 */
public record Seal(SealSuite suite, Bytes der) {}
