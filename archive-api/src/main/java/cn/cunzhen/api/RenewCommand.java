package cn.cunzhen.api;

import cn.cunzhen.api.node.EvidenceWork;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.digest.DigestAlgorithm;
import java.util.concurrent.Callable;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Voice voice = new Voice(spec);
    if ((digest == null) == !tokens || (anew && tokens)) {
      throw voice.wrong("renew.what");
    }
    try (EvidenceWork work = EvidenceWork.open(config.load())) {
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
  }

  private static DigestAlgorithm algorithm(Voice voice, String word) {
    return DigestAlgorithm.ofWord(word).orElseThrow(() -> voice.wrong("renew.digest", word));
  }
}
