package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.inspect.InspectionLimits;
import cn.cunzhen.indexer.inspect.MemoryView;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Looks at files as intake does. */
final class Signed {
  private Signed() {}

  static List<FileSignature> signatures(String name, byte[] content) throws IOException {
    return inspect(name, content, Anchors.NONE).signatures();
  }

  /** Without a look at signatures. */
  static Inspection inspectOnly(String name, byte[] content) throws IOException {
    return new ByteInspection(InspectionLimits.standard()).inspect(name, new MemoryView(content));
  }

  static Inspection inspect(String name, byte[] content, Anchors anchors) throws IOException {
    return new SignedFileInspection(
            new ByteInspection(InspectionLimits.standard()),
            SignatureLimits.standard(),
            anchors,
            Clock.systemUTC())
        .inspect(name, new MemoryView(content));
  }
}
