package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.CmsJudge;
import cn.cunzhen.core.signed.CmsMessage;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Judgement;
import cn.cunzhen.core.signed.MalformedSignatureException;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SealSignature;
import cn.cunzhen.core.signed.SignedContent;
import cn.cunzhen.core.signed.SignerCheck;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * The signatures and seals of an OFD file (GB/T 33190, 18; GB/T 38540).
 *
 * <p>The value is over Signature.xml, and that has the digests of the parts that are covered.
 */
final class SignedOfd implements SignedForm {
  private static final String ROOT = "ofd.xml";
  private static final int LARGEST_LIST = 1 << 20;

  private final CmsJudge judge;
  private final SignerCheck signers;
  private final SignatureLimits limits;

  SignedOfd(CmsJudge judge, SignerCheck signers, SignatureLimits limits) {
    this.judge = judge;
    this.signers = signers;
    this.limits = limits;
  }

  @Override
  public Kind kind() {
    return Kind.OFD;
  }

  @Override
  public boolean maybeIn(BoundedFile file) throws IOException {
    Optional<ZipParts> parts = ZipParts.of(file);
    return parts.isPresent() && parts.get().locations().stream().anyMatch(l -> l.contains("sign"));
  }

  @Override
  public void verify(BoundedFile file, Verdicts to) throws IOException {
    Optional<ZipParts> parts = ZipParts.of(file);
    if (parts.isPresent()) {
      verify(parts.get(), to);
    }
  }

  private void verify(ZipParts parts, Verdicts to) throws IOException {
    Set<String> own = new HashSet<>();
    Map<String, OfdSignature> signatures = new LinkedHashMap<>();
    try {
      for (String list : locations(parts, ROOT, "Signatures", false)) {
        own.add(list);
        for (String each : locations(parts, list, "Signature", true)) {
          signatures.put(each, OfdSignature.read(each, read(parts, each)));
        }
      }
    } catch (XMLStreamException e) {
      to.add(Reason.FORMAT_FAILURE);
    }
    own.addAll(signatures.keySet());
    signatures.values().forEach(each -> own.add(each.value()));
    for (Map.Entry<String, OfdSignature> each : signatures.entrySet()) {
      if (parts.ambiguous()) {
        to.add(Reason.FORMAT_FAILURE);
      } else {
        verify(parts, each.getKey(), each.getValue(), own, to);
      }
    }
  }

  private static List<String> locations(
      ZipParts parts, String list, String element, boolean inAttribute)
      throws IOException, XMLStreamException {
    return OfdSignature.locations(list, read(parts, list), element, inAttribute);
  }

  /** A part that is missing is as malformed as an empty one. */
  private static byte[] read(ZipParts parts, String location) throws IOException {
    return parts.has(location) ? parts.read(location, LARGEST_LIST) : new byte[0];
  }

  private void verify(
      ZipParts parts, String location, OfdSignature signature, Set<String> own, Verdicts to)
      throws IOException {
    List<Judgement> judged = judge(parts, location, signature);
    Optional<Reason> wrong = new OfdReferences(parts, signature).wrong();
    List<Judgement> all = new ArrayList<>();
    for (Judgement each : judged) {
      Judgement timed = each.orTime(ClaimedTime.read(signature.time()));
      all.add(wrong.isEmpty() || each.failed() ? timed : timed.withReason(wrong.get()));
    }
    Set<String> outside = new HashSet<>(parts.locations());
    outside.removeAll(own);
    signature.references().forEach(each -> outside.remove(each.location()));
    to.add(all, outside.isEmpty() ? Covers.WHOLE : Covers.PART, outside.size());
  }

  /** Judges the value: that of a seal, or CMS; a bare number names no signer. */
  private List<Judgement> judge(ZipParts parts, String location, OfdSignature signature)
      throws IOException {
    if (!parts.canRead(signature.value())) {
      return List.of(Judgement.of(Reason.FORMAT_FAILURE));
    }
    byte[] value = parts.read(signature.value(), limits.message());
    SignedContent content = SignedContent.of(parts.read(location, LARGEST_LIST));
    try {
      return CmsMessage.begins(value)
          ? judge.detached(CmsMessage.parse(value), content)
          : List.of(SealSignature.parse(value).judge(content, signers));
    } catch (MalformedSignatureException e) {
      return List.of(
          Judgement.of(
              SealSignature.isBareNumber(value)
                  ? Reason.NO_SIGNING_CERTIFICATE_FOUND
                  : Reason.FORMAT_FAILURE));
    }
  }
}
