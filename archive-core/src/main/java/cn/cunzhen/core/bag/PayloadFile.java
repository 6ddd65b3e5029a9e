package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Digests;
import cn.cunzhen.core.record.PayloadPath;

/**
 * A file that was written into a package.
 *
 * @param view its content, until the package's writer is closed
 */
public record PayloadFile(PayloadPath path, Digests digests, ByteView view) {}
