package cn.cunzhen.api;

import cn.cunzhen.api.node.KeyDesk;
import cn.cunzhen.api.node.KeyDesk.Outcome;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.Revocation;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.UnfitKeysException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The certificates of an archive's keys: which there are, and that one is revoked. */
@Command(name = "keys")
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), voice().text("keys.which"));
  }

  @Command(name = "list")
  int list(@Mixin ConfigOption config) throws IOException {
    try (KeyDesk desk = KeyDesk.open(config.load())) {
      Table table = new Table();
      desk.keys()
          .certificates()
          .forEach((name, certificate) -> table.row(row(name, certificate, desk.lists())));
      String former = voice().text("keys.former");
      desk.keys().former().forEach(each -> table.row(row(former, each, desk.lists())));
      table.lines().forEach(voice()::print);
      return 0;
    }
  }

  private List<String> row(String name, X509CertificateHolder certificate, OwnLists lists) {
    return List.of(
        name,
        certificate.getSubject().toString(),
        serial(certificate),
        certificate.getNotAfter().toInstant().toString(),
        lists
            .of(certificate)
            .flatMap(list -> list.revocation(certificate))
            .map(this::words)
            .orElse(""));
  }

  private String words(Revocation revocation) {
    return voice().text("keys.state.revoked", revocation.at(), revocation.reason().word());
  }

  @Command(name = "revoke")
  int revoke(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--reason", required = true, paramLabel = "REASON") String reason,
      @Mixin ConfigOption config)
      throws IOException, InterruptedException {
    RevocationReason known =
        RevocationReason.ofWord(reason).orElseThrow(() -> voice().wrong("keys.reason", reasons()));
    try (KeyDesk desk = KeyDesk.open(config.load())) {
      Map<String, X509CertificateHolder> certificates = revocable(desk.keys());
      X509CertificateHolder certificate = certificates.get(name);
      if (certificate == null) {
        throw voice().wrong("keys.name", String.join(", ", certificates.keySet()));
      }
      switch (desk.revoke(certificate, known)) {
        case Outcome.IssuedByOthers _ -> throw voice().failure("keys.others", name);
        case Outcome.ListMissing _ -> throw voice().failure("keys.missing");
        case Outcome.Revoked done -> voice().say("keys.revoked", name, words(done.revocation()));
      }
      remember(desk);
      return 0;
    }
  }

  /** Those in use by their names, and those of keys before by their serial numbers. */
  private static Map<String, X509CertificateHolder> revocable(ArchiveKeys keys) {
    Map<String, X509CertificateHolder> all = new LinkedHashMap<>(keys.certificates());
    keys.former().forEach(each -> all.put(serial(each), each));
    return all;
  }

  private static String serial(X509CertificateHolder certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  private void remember(KeyDesk desk) throws InterruptedException {
    try {
      voice().say(desk.remember() ? "keys.remembered" : "keys.soon");
    } catch (IOException e) {
      throw voice().failure("keys.forgettable", String.valueOf(e.getMessage()));
    }
  }

  @Command(name = "renew")
  int renew(
      @Parameters(paramLabel = "NAME", arity = "1..*") List<String> names,
      @Mixin ConfigOption config)
      throws IOException {
    try {
      Path before = KeyDesk.renew(config.load(), names.stream().distinct().toList());
      voice().say("keys.renewed", String.join(", ", names), before);
      return 0;
    } catch (UnfitKeysException e) {
      throw voice().failure("keys.stays", faults(e));
    }
  }

  private String faults(UnfitKeysException unfit) {
    boolean chinese = Locale.getDefault().getLanguage().equals("zh");
    return unfit.faults().stream()
        .map(fault ->
            fault.alias() + ": " + (chinese ? fault.kind().chinese() : fault.kind().english()))
        .collect(Collectors.joining("; "));
  }

  private static String reasons() {
    return Arrays.stream(RevocationReason.values())
        .map(RevocationReason::word)
        .collect(Collectors.joining(", "));
  }

  private Voice voice() {
    return new Voice(spec);
  }
}
