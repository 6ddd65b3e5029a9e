package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A ZIP that carries signatures in parts of its own: they are seen, and not verified. */
final class SignedContainer implements SignedForm {
  private static final Pattern SIGNATURE =
      Pattern.compile("meta-inf/[^/]*signature[^/]*\\.(xml|p7s)|_xmlsignatures/[^/]+\\.xml");

  @Override
  public Kind kind() {
    return Kind.CONTAINER;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    return signatures(file) > 0;
  }

  private static long signatures(BoundedFile file) throws IOException {
    Optional<ZipParts> parts = ZipParts.of(file);
    return parts.isEmpty()
        ? 0
        : parts.get().locations().stream().filter(SIGNATURE.asMatchPredicate()).count();
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    long count = signatures(file);
    for (long i = 0; i < count; i++) {
      to.add(Reason.NOT_SUPPORTED);
    }
  }
}
