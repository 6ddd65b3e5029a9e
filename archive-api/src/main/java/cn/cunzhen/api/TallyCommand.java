package cn.cunzhen.api;

import cn.cunzhen.api.node.TallyDesk;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.tally.MissingAccessException;
import cn.cunzhen.core.tally.Recount;
import cn.cunzhen.core.tally.Recount.Outcome;
import cn.cunzhen.core.tally.Span;
import cn.cunzhen.core.tally.Statement;
import cn.cunzhen.core.tally.UncoveredAccessException;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the accesses again that tallies have counted, and signs those that agree. */
@Command(name = "tally")
final class TallyCommand implements Callable<Integer> {
  private static final int SEED = 32;
  private static final int WRONG = 1;

  /** Logs are kept for six months at least (Cybersecurity Law, article 21). */
  private static final Period LEAST_KEPT = Period.ofMonths(6);

  @Option(names = "--now")
  private boolean now;

  @Option(names = "--sign", paramLabel = "FILE")
  private @Nullable Path keyFile;

  @Option(names = "--name", paramLabel = "NAME")
  private @Nullable String name;

  @Option(names = "--erase-before", paramLabel = "MONTH")
  private @Nullable YearMonth eraseBefore;

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Voice voice = new Voice(spec);
    NoteSigner auditor = auditor(voice);
    YearMonth latest = YearMonth.now(ZoneOffset.UTC).minus(LEAST_KEPT);
    if (eraseBefore != null && eraseBefore.isAfter(latest)) {
      throw voice.wrong("tally.young", latest);
    }
    try (TallyDesk desk = TallyDesk.open(config.load())) {
      if (now) {
        make(voice, desk);
      }
      List<Recount> recounts = new ArrayList<>();
      try (var each = desk.tallies().recount()) {
        each.forEach(recount -> {
          recounts.add(signed(desk, recount, auditor));
          show(voice, recounts.getLast());
        });
      }
      if (recounts.isEmpty()) {
        throw voice.failure("tally.none");
      }
      int code = code(recounts);
      if (eraseBefore != null) {
        erase(voice, desk, eraseBefore, code);
      }
      return code;
    }
  }

  /** What was counted wrong stays as it is, for whoever looks into it. */
  private static void erase(Voice voice, TallyDesk desk, YearMonth before, int code) {
    if (code == WRONG) {
      throw voice.failure("tally.kept");
    }
    try {
      voice.say("tally.erased", before, desk.tallies().eraseBefore(before));
    } catch (UncoveredAccessException e) {
      throw voice.failure("tally.uncovered", e.node(), before);
    }
  }

  private static void make(Voice voice, TallyDesk desk) {
    try {
      boolean none = true;
      while (desk.tallies().make().isPresent()) {
        none = false;
      }
      if (none) {
        voice.say("tally.nothing");
      }
    } catch (MissingAccessException e) {
      throw voice.failure("tally.lost", e.index(), e.node());
    }
  }

  private static Recount signed(TallyDesk desk, Recount recount, @Nullable NoteSigner auditor) {
    if (auditor == null || recount.outcome() != Outcome.AGREES) {
      return recount;
    }
    Statement signed = desk.tallies().sign(recount.statement(), auditor);
    return new Recount(signed, recount.outcome(), recount.records());
  }

  private static void show(Voice voice, Recount recount) {
    Statement statement = recount.statement();
    long entries =
        statement.tally().plan().spans().stream()
            .mapToLong(span -> span.size() - span.from())
            .sum();
    voice.say(
        "tally.line",
        statement.tally().plan().number(),
        statement.tally().plan().at(),
        entries,
        recount.records(),
        voice.text("tally." + recount.outcome().name().toLowerCase(Locale.ROOT)),
        statement.note().signatures().stream()
            .map(signature -> signature.name().value())
            .collect(Collectors.joining(", ")));
    statement.tally().plan().spans().stream()
        .filter(span -> statement.tally().plan().number() == 1 && span.from() > 0)
        .map(Span::node)
        .forEach(node -> voice.say("tally.untold", node));
  }

  /** 1 where something is wrong, 3 where it can't be told, as bodies are gone. */
  private static int code(List<Recount> recounts) {
    if (recounts.stream()
        .anyMatch(each -> each.outcome() != Outcome.AGREES && each.outcome() != Outcome.MISSING)) {
      return WRONG;
    }
    return recounts.stream().anyMatch(each -> each.outcome() == Outcome.MISSING) ? 3 : 0;
  }

  /** Whoever signs; the key is made where its file is missing. */
  private @Nullable NoteSigner auditor(Voice voice) throws IOException {
    if (keyFile == null && name == null) {
      return null;
    }
    if (keyFile == null || name == null) {
      throw voice.wrong("tally.both");
    }
    try {
      boolean fresh = !Files.exists(keyFile);
      Ed25519Signer signer =
          Ed25519Signer.of(new KeyName(name), fresh ? made(keyFile) : read(keyFile));
      if (fresh) {
        voice.say("tally.key", keyFile, signer.verifierKey().format());
      }
      return signer;
    } catch (IllegalArgumentException e) {
      throw voice.wrong("tally.badkey", keyFile, name);
    }
  }

  private static Bytes read(Path file) throws IOException {
    return Bytes.ofHex(Files.readString(file).strip());
  }

  private static Bytes made(Path file) throws IOException {
    byte[] seed = new byte[SEED];
    new SecureRandom().nextBytes(seed);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, Bytes.of(seed).hex() + "\n", StandardOpenOption.SYNC);
    return Bytes.of(seed);
  }
}
