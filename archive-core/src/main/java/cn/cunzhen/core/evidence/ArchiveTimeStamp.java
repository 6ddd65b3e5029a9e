package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.tsp.PartialHashtree;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * An archive time stamp (RFC 4998 §4.1): the way from one thing's digests to the root that a token
 * covers.
 *
 * @param reduced lists of digests, as {@link HashTree#reduced} gives them
 */
public record ArchiveTimeStamp(
    DigestAlgorithm algorithm, List<List<Bytes>> reduced, TimeStamp stamp) {
  public ArchiveTimeStamp {
    reduced = reduced.stream().map(List::copyOf).toList();
  }

  AlgorithmIdentifier digestAlgorithm() {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.oid()));
  }

  org.bouncycastle.asn1.tsp.ArchiveTimeStamp asn1() {
    PartialHashtree[] lists =
        reduced.stream()
            .map(list ->
                new PartialHashtree(list.stream().map(Bytes::toArray).toArray(byte[][]::new)))
            .toArray(PartialHashtree[]::new);
    ContentInfo token = ContentInfo.getInstance(stamp.der().toArray());
    return new org.bouncycastle.asn1.tsp.ArchiveTimeStamp(
        digestAlgorithm(), lists.length == 0 ? null : lists, token);
  }
}
