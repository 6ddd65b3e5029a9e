package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampChain;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampSequence;
import org.bouncycastle.asn1.tsp.PartialHashtree;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * An evidence record (RFC 4998): that something existed, and was covered by a new time stamp
 * whenever an algorithm or a certificate was about to lose its worth.
 *
 * <p>The first time stamp of a chain covers the thing itself; each one after it covers the token
 * before. A new chain begins where the digest changes, and covers the thing together with all
 * chains before.
 */
public final class EvidenceRecord {
  /**
   * More than any thing needs: anybody may hand in a record, and each chain hashes all before it.
   */
  private static final int MOST_CHAINS = 64;

  private static final int MOST_STAMPS = 256;

  private final org.bouncycastle.asn1.tsp.EvidenceRecord asn1;
  private final List<List<ArchiveTimeStamp>> chains;

  private EvidenceRecord(
      org.bouncycastle.asn1.tsp.EvidenceRecord asn1, List<List<ArchiveTimeStamp>> chains) {
    this.asn1 = asn1;
    this.chains = chains.stream().map(List::copyOf).toList();
  }

  /**
   * Puts one together.
   *
   * @param chains in the order of time; none is empty
   */
  public static EvidenceRecord of(List<List<ArchiveTimeStamp>> chains) {
    AlgorithmIdentifier[] algorithms =
        chains.stream()
            .flatMap(List::stream)
            .map(ArchiveTimeStamp::digestAlgorithm)
            .distinct()
            .toArray(AlgorithmIdentifier[]::new);
    return new EvidenceRecord(
        new org.bouncycastle.asn1.tsp.EvidenceRecord(algorithms, null, null, sequence(chains)),
        chains);
  }

  /**
   * Reads one in DER, nothing before it and nothing behind.
   *
   * @throws IllegalArgumentException if it is none, or uses a digest that is not known here
   */
  public static EvidenceRecord parse(Bytes der) {
    try {
      org.bouncycastle.asn1.tsp.EvidenceRecord asn1 =
          org.bouncycastle.asn1.tsp.EvidenceRecord.getInstance(
              ASN1Primitive.fromByteArray(der.toArray()));
      requireFew(asn1.getArchiveTimeStampSequence());
      List<List<ArchiveTimeStamp>> chains = new ArrayList<>();
      for (ArchiveTimeStampChain chain :
          asn1.getArchiveTimeStampSequence().getArchiveTimeStampChains()) {
        chains.add(Arrays.stream(chain.getArchiveTimestamps()).map(EvidenceRecord::read).toList());
      }
      if (chains.isEmpty() || chains.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("an evidence record has a time stamp in every chain");
      }
      requireListed(asn1, chains);
      if (!encoded(asn1).equals(der)) {
        throw new IllegalArgumentException("an evidence record is in DER");
      }
      return new EvidenceRecord(asn1, chains);
    } catch (IOException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("not an evidence record", e);
    }
  }

  private static void requireFew(ArchiveTimeStampSequence sequence) {
    ArchiveTimeStampChain[] chains = sequence.getArchiveTimeStampChains();
    boolean few =
        chains.length <= MOST_CHAINS
            && Stream.of(chains).mapToInt(chain -> chain.getArchiveTimestamps().length).sum()
                <= MOST_STAMPS;
    if (!few) {
      throw new IllegalArgumentException("an evidence record with more time stamps than any needs");
    }
  }

  /** Nothing binds the list at its head but what the time stamps say. */
  private static void requireListed(
      org.bouncycastle.asn1.tsp.EvidenceRecord asn1, List<List<ArchiveTimeStamp>> chains) {
    Set<String> listed =
        Stream.of(asn1.getDigestAlgorithms())
            .map(each -> each.getAlgorithm().getId())
            .collect(Collectors.toSet());
    Set<String> used =
        chains.stream()
            .flatMap(List::stream)
            .map(each -> each.algorithm().oid())
            .collect(Collectors.toSet());
    if (!listed.equals(used)) {
      throw new IllegalArgumentException("it lists other digests than its time stamps use");
    }
  }

  private static ArchiveTimeStamp read(org.bouncycastle.asn1.tsp.ArchiveTimeStamp asn1) {
    String oid = asn1.getDigestAlgorithmIdentifier().getAlgorithm().getId();
    PartialHashtree[] lists = asn1.getReducedHashTree();
    requireNoAttributes(asn1, lists);
    try {
      return new ArchiveTimeStamp(
          DigestAlgorithm.ofOid(oid)
              .orElseThrow(() -> new IllegalArgumentException("no digest known here: " + oid)),
          lists == null ? List.of() : Stream.of(lists).map(EvidenceRecord::read).toList(),
          TimeStamp.parse(Bytes.of(asn1.getTimeStamp().getEncoded())));
    } catch (IOException e) {
      throw new UncheckedIOException("what was decoded can be encoded", e);
    }
  }

  /** They are optional, undefined, and nothing would bind them. */
  private static void requireNoAttributes(
      org.bouncycastle.asn1.tsp.ArchiveTimeStamp asn1, PartialHashtree @Nullable [] lists) {
    org.bouncycastle.asn1.tsp.ArchiveTimeStamp without =
        new org.bouncycastle.asn1.tsp.ArchiveTimeStamp(
            asn1.getDigestAlgorithm(), lists, asn1.getTimeStamp());
    if (!encoded(without).equals(encoded(asn1))) {
      throw new IllegalArgumentException("attributes of archive time stamps are not known here");
    }
  }

  private static List<Bytes> read(PartialHashtree list) {
    return Stream.of(list.getValues()).map(Bytes::of).toList();
  }

  /** The chains, each with its time stamps, in the order of time. */
  public List<List<ArchiveTimeStamp>> chains() {
    return chains;
  }

  /** It in DER. */
  public Bytes der() {
    return encoded(asn1);
  }

  /** The first so many chains as one ArchiveTimeStampSequence in DER, as renewal hashes them. */
  Bytes sequence(int ofFirst) {
    return encoded(
        new ArchiveTimeStampSequence(
            Arrays.copyOf(
                asn1.getArchiveTimeStampSequence().getArchiveTimeStampChains(), ofFirst)));
  }

  /** Chains that are not yet a record's as one ArchiveTimeStampSequence in DER. */
  public static Bytes der(List<List<ArchiveTimeStamp>> chains) {
    return encoded(sequence(chains));
  }

  private static ArchiveTimeStampSequence sequence(List<List<ArchiveTimeStamp>> chains) {
    return new ArchiveTimeStampSequence(
        chains.stream()
            .map(chain ->
                new ArchiveTimeStampChain(
                    chain.stream()
                        .map(ArchiveTimeStamp::asn1)
                        .toArray(org.bouncycastle.asn1.tsp.ArchiveTimeStamp[]::new)))
            .toArray(ArchiveTimeStampChain[]::new));
  }

  private static Bytes encoded(org.bouncycastle.asn1.ASN1Object object) {
    try {
      return Bytes.of(object.getEncoded("DER"));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
