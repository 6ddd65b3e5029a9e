package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.SigningKey;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Things of which a test keeps evidence, all in one tree. */
final class Kept {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  static final ArchiveKeys KEYS =
      ArchiveKeys.create(new SecureRandom(), Clock.fixed(START, ZoneOffset.UTC));

  private final List<List<Bytes>> things;
  private final List<List<List<ArchiveTimeStamp>>> chains = new ArrayList<>();

  /** Things of so many parts each. */
  Kept(int count, int parts) {
    this.things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Bytes> thing = new ArrayList<>();
      for (int j = 0; j < parts; j++) {
        thing.add(Bytes.utf8("part " + j + " of thing " + i));
      }
      things.add(thing);
      chains.add(new ArrayList<>());
    }
  }

  List<Bytes> digests(int thing, DigestAlgorithm algorithm) {
    return things.get(thing).stream().map(algorithm::of).toList();
  }

  List<Bytes> parts(int thing) {
    return things.get(thing);
  }

  EvidenceRecord evidence(int thing) {
    return EvidenceRecord.of(chains.get(thing));
  }

  /** A first chain, or a renewal of the hash tree. */
  void renewTree(DigestAlgorithm algorithm, SigningKey key, Instant time) {
    List<List<Bytes>> groups = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      List<Bytes> digests = digests(i, algorithm);
      groups.add(
          chains.get(i).isEmpty()
              ? digests
              : EvidenceVerifier.renewed(algorithm, digests, EvidenceRecord.der(chains.get(i))));
    }
    HashTree tree = new HashTree(algorithm, groups);
    TimeStamp stamp = stamp(algorithm, tree.root(), key, time);
    for (int i = 0; i < things.size(); i++) {
      chains
          .get(i)
          .add(new ArrayList<>(List.of(new ArchiveTimeStamp(algorithm, tree.reduced(i), stamp))));
    }
  }

  /** A renewal of the time stamp, whose token lies in a tree with those of strangers. */
  void renewStamp(SigningKey key, Instant time) {
    List<ArchiveTimeStamp> chain = chains.getFirst().getLast();
    DigestAlgorithm algorithm = chain.getLast().algorithm();
    Bytes token = algorithm.of(chain.getLast().stamp().der());
    HashTree tree =
        new HashTree(
            algorithm,
            List.of(
                List.of(algorithm.of(Bytes.utf8("a stranger's"))),
                List.of(token),
                List.of(algorithm.of(Bytes.utf8("another stranger's")))));
    TimeStamp stamp = stamp(algorithm, tree.root(), key, time);
    chains.forEach(
        each -> each.getLast().add(new ArchiveTimeStamp(algorithm, tree.reduced(1), stamp)));
  }

  static TimeStamp stamp(DigestAlgorithm algorithm, Bytes digest, SigningKey key, Instant time) {
    TimeStampRequest request = TimeStampRequest.of(algorithm, digest, random());
    BuiltInAuthority authority =
        new BuiltInAuthority(key, Clock.fixed(time, ZoneOffset.UTC), Kept::random);
    try {
      return request.token(authority.answer(request.der())).inDer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static SigningKey sm2() {
    return KEYS.timeStampsGm().orElseThrow();
  }

  private static Bytes random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
