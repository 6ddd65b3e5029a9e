package cn.cunzhen.api;

import cn.cunzhen.api.node.EvidenceWork;
import cn.cunzhen.core.Gathering;
import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.revocation.RevocationLookup.Miss;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Renews the evidence of a whole archive, before a digest or a certificate loses its worth. */
@Command(name = "renew")
final class RenewCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--digest", paramLabel = "DIGEST")
  private @Nullable String digest;

  @Option(names = "--tokens")
  private boolean tokens;

  @Option(names = "--anew-where-lost")
  private boolean anew;

  @Option(names = "--validation")
  private boolean validation;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Voice voice = new Voice(spec);
    if (Stream.of(digest != null, tokens, validation).filter(chosen -> chosen).count() != 1
        || (anew && tokens)) {
      throw voice.wrong("renew.what");
    }
    try (EvidenceWork work = EvidenceWork.open(config.load())) {
      return validation ? gather(work, voice) : renew(work, voice);
    }
  }

  private int renew(EvidenceWork work, Voice voice) throws IOException, InterruptedException {
    Renewing.Done done =
        digest == null
            ? work.renewing().renewTokens()
            : work.renewing()
                .renewEntries(
                    algorithm(voice, digest),
                    anew ? Renewing.Lost.BEGUN_ANEW : Renewing.Lost.LEFT,
                    entries -> voice.say("renew.progress", entries));
    done.left().forEach(voice::print);
    voice.say("renew.report", done.renewals(), done.entries(), done.bytes(), done.left().size());
    return done.left().isEmpty() ? 0 : 3;
  }

  private int gather(EvidenceWork work, Voice voice) throws IOException, InterruptedException {
    Remembering remembering = work.remembering();
    if (anew) {
      remembering.beginAnewWhereLost();
    }
    remembering.remember();
    Gathering.Done done = work.gathering().gather(_ -> {});
    done.left().forEach(voice::print);
    for (Gathering.Trouble trouble : done.troubles()) {
      voice.say("renew.validation.trouble", trouble.subject());
      for (Miss miss : trouble.misses()) {
        String why = "renew.validation.why." + miss.why().name().toLowerCase(Locale.ROOT);
        voice.say(why, String.valueOf(miss.at()), miss.detail());
      }
    }
    done.unrooted().forEach(subject -> voice.say("renew.validation.unrooted", subject));
    voice.say(
        "renew.validation.report",
        done.certificates(),
        done.lists(),
        done.answers(),
        done.to(),
        done.left().size());
    boolean all = done.left().isEmpty() && done.unrooted().isEmpty() && done.troubles().isEmpty();
    return all ? 0 : 3;
  }

  private static DigestAlgorithm algorithm(Voice voice, String word) {
    return DigestAlgorithm.ofWord(word).orElseThrow(() -> voice.wrong("renew.digest", word));
  }
}
