package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.seal.TimeStamper;
import cn.cunzhen.core.stamp.Stamping;
import cn.cunzhen.core.stamp.Stamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a node's time stamps come from, whom it believes, and where they lie.
 *
 * @param anchors the archive's own roots, and those outside
 * @param outside the roots that are believed about time alone
 * @param authorities the one outside, where there is one, and then the archive's own
 */
record TimeStamps(
    Stamps stamps,
    Anchors anchors,
    Anchors outside,
    Stamping stamping,
    List<TimeStampAuthority> authorities) {
  private static final int NONCE = 16;

  static TimeStamps start(
      Configuration configuration,
      Floors floors,
      ServedLog ledger,
      Witnesses witnesses,
      Parts parts,
      SecureRandom random,
      Clock clock)
      throws IOException {
    ArchiveKeys keys = floors.identity().keys();
    Configuration.TimeStamps settings = configuration.stamps();
    Stamps stamps = stamps(floors);
    Anchors anchors = anchors(configuration, floors);
    List<TimeStampAuthority> authorities = new ArrayList<>();
    if (settings.authority() != null) {
      authorities.add(parts.add(new OutsideAuthority(settings.authority())));
    }
    authorities.add(
        new BuiltInAuthority(keys.timeStamps(), clock, () -> Floors.random(random, NONCE)));
    String own = keys.timeStamps().certificate().getSubject().toString();
    Stamping stamping =
        parts.add(
            Stamping.start(
                ledger,
                stamps,
                authorities.getFirst(),
                new TimeStampVerifier(anchors),
                () -> Floors.random(random, NONCE),
                settings.every(),
                clock,
                witnesses.cosigning() == null ? null : witnesses.cosigning()::newest,
                stamp -> {
                  // The archive's own stamps only repeat what a node's clock said.
                  if (!stamp.authority().equals(own)) {
                    floors.archive().ledger().learnTime(stamp.time());
                  }
                }));
    return new TimeStamps(stamps, anchors, outside(configuration), stamping, authorities);
  }

  /** Stamps what can't wait: the archive's own authority serves where the one outside fails. */
  TimeStamper stamper(SecureRandom random) {
    return new TimeStamper(
        authorities, new TimeStampVerifier(anchors), () -> Floors.random(random, NONCE));
  }

  static Stamps stamps(Floors floors) {
    return new Stamps(floors.store().heads(), "ledger");
  }

  /** The archive's own roots, and those of the authority outside. */
  static Anchors anchors(Configuration configuration, Floors floors) throws IOException {
    return floors.identity().keys().anchors().and(outside(configuration));
  }

  private static Anchors outside(Configuration configuration) throws IOException {
    Path file = configuration.stamps().anchors();
    return file == null ? Anchors.NONE : read(file);
  }

  /** The roots that a file holds. */
  static Anchors read(Path file) throws IOException {
    try {
      return Anchors.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no certificates in PEM", e);
    }
  }
}
