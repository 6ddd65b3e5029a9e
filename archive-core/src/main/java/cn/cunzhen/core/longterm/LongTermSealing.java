package cn.cunzhen.core.longterm;

import cn.cunzhen.core.evidence.Validation;
import cn.cunzhen.core.longterm.KnownStatus.Status;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStamper;
import cn.cunzhen.core.seal.UnstampedException;
import cn.cunzhen.storage.Bytes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Puts seals together with what validates them later (CAdES, ETSI EN 319 122-1): time stamps that
 * are made now, and what was gathered of certificates. Nothing that is stored changes.
 *
 * <p>A stamp that is made now proves nothing of the time before: where a certificate has ended or
 * was revoked, there is no such form any more, and ledger and evidence are what proves the seal.
 */
public final class LongTermSealing {
  /** Each holds only what was new then, and lists last for months. */
  private static final int RECENT = 400;

  private final TimeStamper stamper;
  private final Supplier<Stream<Validation>> gathered;
  private final OwnLists own;
  private final Anchors anchors;
  private final Clock clock;

  /**
   * @param gathered what was gathered, the newest first
   * @param anchors roots that are believed for seals and time stamps
   */
  public LongTermSealing(
      TimeStamper stamper,
      Supplier<Stream<Validation>> gathered,
      OwnLists own,
      Anchors anchors,
      Clock clock) {
    this.stamper = stamper;
    this.gathered = gathered;
    this.own = own;
    this.anchors = anchors;
    this.clock = clock;
  }

  /**
   * The seal in that form, in DER.
   *
   * @param content what it is over
   * @throws UnattainableException naming what keeps it from this form
   * @throws UnstampedException if nobody gives a time stamp
   */
  public Bytes of(Seal seal, Bytes content, SealLevel level)
      throws UnattainableException, UnstampedException, InterruptedException {
    if (level == SealLevel.B_B) {
      return seal.der();
    }
    Status signer = status(seal.certificates());
    requireStanding(signer, level);
    LongTermSeal made = LongTermSeal.of(seal);
    TimeStamp stamp = stamper.stamp(made.signature());
    made = made.stamped(stamp);
    if (level != SealLevel.B_T) {
      Status authority = status(stamp.certificates());
      requireStanding(authority, level);
      made = validated(made, signer, authority);
    }
    if (level == SealLevel.B_LTA) {
      made = made.archived(stamper.stamp(made.archival(content)));
    }
    return made.der();
  }

  private static LongTermSeal validated(LongTermSeal made, Status signer, Status authority) {
    Set<X509CertificateHolder> certificates = new LinkedHashSet<>(signer.certificates());
    certificates.addAll(authority.certificates());
    Set<RevocationData> revocations = new LinkedHashSet<>(signer.revocations());
    revocations.addAll(authority.revocations());
    return made.validated(certificates, revocations);
  }

  private static void requireStanding(Status status, SealLevel level) throws UnattainableException {
    List<Obstacle> obstacles = new ArrayList<>(status.obstacles());
    if (level == SealLevel.B_T) {
      obstacles.removeIf(each -> each.why() == Obstacle.Why.NOT_GATHERED);
    }
    if (!obstacles.isEmpty()) {
      throw new UnattainableException(obstacles);
    }
  }

  /** Of the first of these, the others being those that came with it. */
  private Status status(List<X509CertificateHolder> inside) {
    Set<X509CertificateHolder> certificates = new LinkedHashSet<>(inside);
    Set<RevocationData> said = new LinkedHashSet<>();
    for (SealSuite suite : SealSuite.values()) {
      own.newest(suite).ifPresent(said::add);
    }
    gathered
        .get()
        .limit(RECENT)
        .forEach(each -> {
          certificates.addAll(each.certificates());
          said.addAll(each.revocations());
        });
    certificates.addAll(anchors.certificates());
    Validation known = new Validation(0, List.copyOf(certificates), List.copyOf(said));
    return new KnownStatus(known, Set.copyOf(anchors.certificates()), clock.instant())
        .of(inside.getFirst());
  }
}
