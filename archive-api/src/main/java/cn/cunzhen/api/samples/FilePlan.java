package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.PaperTemplate.Layout;
import cn.cunzhen.core.catalogue.Material;
import cn.cunzhen.core.record.ArchivedFile.Origin;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Part;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settles which files a case has, and in which formats. */
final class FilePlan {
  private final Map<String, PaperTemplate> templates;

  FilePlan(Map<String, PaperTemplate> templates) {
    this.templates = templates;
  }

  /** What its item requires, and what people bring and agencies issue besides. */
  List<PlannedFile> of(SampleCase sample) {
    Dice dice = sample.dice().fork("files");
    List<PlannedFile> files = new ArrayList<>();
    for (Material material : sample.item().materials()) {
      if (dice.chance(percent(sample, material))) {
        files.add(plan(dice, sample, material, format(dice, sample, material), files.size() + 1));
      }
    }
    if (files.isEmpty()) {
      Material first = sample.item().materials().getFirst();
      files.add(plan(dice, sample, first, format(dice, sample, first), 1));
    }
    return files;
  }

  /** A material that shall be there. */
  record Wish(String material, SampleFormat format) {}

  /** Exactly these materials of the item. */
  List<PlannedFile> of(SampleCase sample, List<Wish> wishes) {
    Dice dice = sample.dice().fork("files");
    List<PlannedFile> files = new ArrayList<>();
    for (Wish wish : wishes) {
      Material material = sample.item().material(wish.material()).orElseThrow();
      files.add(plan(dice, sample, material, wish.format(), files.size() + 1));
    }
    return files;
  }

  /** How often a material is there. */
  private static int percent(SampleCase sample, Material material) {
    if (material.required()) {
      return 100;
    }
    boolean granted = sample.outcome() == Outcome.GRANTED;
    boolean corrected =
        sample.process().stream().anyMatch(step -> step.code() == ProcessSteps.CORRECTED);
    return switch (material.code()) {
      case "identity-card", "commitment-letter" -> 70;
      case "acceptance-receipt" -> 40;
      case "decision" -> granted ? 55 : 0;
      case "refusal" -> sample.outcome() == Outcome.REFUSED ? 100 : 0;
      case "correction-notice" -> corrected ? 100 : 0;
      case "supporting", "power-of-attorney", "review-record" -> 10;
      default -> part(material) == Part.RESULT && !granted ? 0 : 45;
    };
  }

  private PlannedFile plan(
      Dice dice, SampleCase sample, Material material, SampleFormat format, int number) {
    PaperTemplate template = template(material);
    boolean photo = template.layout() == Layout.PHOTO;
    return new PlannedFile(
        "f" + number,
        fileName(dice, sample, material, format),
        material,
        part(material),
        template,
        format,
        format.image() && !photo ? Origin.SCANNED : Origin.BORN_DIGITAL);
  }

  private PaperTemplate template(Material material) {
    return PaperTemplate.of(templates, material.code());
  }

  private static Part part(Material material) {
    return material.parts().contains(Part.APPLICATION)
        ? Part.APPLICATION
        : material.parts().contains(Part.PROCESS) ? Part.PROCESS : Part.RESULT;
  }

  private SampleFormat format(Dice dice, SampleCase sample, Material material) {
    boolean scanned = sample.channel() == Channel.WINDOW && part(material) == Part.APPLICATION;
    boolean half = dice.chance(50);
    return switch (template(material).layout()) {
      case FORM, LETTER, NOTICE, SLIP ->
          !scanned ? SampleFormat.PDF : half ? SampleFormat.JPEG : SampleFormat.TIFF;
      case TABLE -> scanned && half ? SampleFormat.PDF : SampleFormat.XLSX;
      case TEXT -> scanned && half ? SampleFormat.TIFF : SampleFormat.DOCX;
      case CERTIFICATE -> half ? SampleFormat.JPEG : SampleFormat.PDF;
      case CHART -> SampleFormat.TIFF;
      case CARD, PHOTO -> SampleFormat.JPEG;
    };
  }

  private static String fileName(
      Dice dice, SampleCase sample, Material material, SampleFormat format) {
    String title = material.name().zh();
    String holder = sample.holders().getFirst().name();
    String name =
        switch (dice.below(6)) {
          case 0, 1 -> title;
          case 2, 3 -> holder + "-" + title;
          case 4 -> title + "（" + holder + "）";
          default ->
              "扫描件_"
                  + sample.acceptedAt().toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE)
                  + "_"
                  + dice.digits(4);
        };
    return name + "." + format.extension();
  }
}
