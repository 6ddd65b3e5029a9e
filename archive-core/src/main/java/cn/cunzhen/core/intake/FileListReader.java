package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.ArchivedFile.Origin;
import cn.cunzhen.core.record.Citation;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.RecordId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files that a submission announces, and those that it cites instead. */
final class FileListReader {
  /** The part of a request that holds the submission's JSON. */
  static final String RESERVED_NAME = "transaction";

  /** The greatest number that every reader of JSON takes for the same (RFC 7493 §2.2). */
  private static final long LARGEST_SIZE = (1L << 53) - 1;

  private static final Map<String, Part> PARTS = Words.of(Part.values());
  private static final Map<String, Origin> ORIGINS = Words.of(Origin.values());
  private static final TextRule NAME = TextRule.identifier(128);
  private static final TextRule FILE_NAME = TextRule.name(255);
  private static final TextRule TITLE = TextRule.name(200);
  private static final TextRule MATERIAL = TextRule.identifier(64);
  private static final TextRule SHA256 = TextRule.shape("[0-9a-fA-F]{64}", FaultCode.BAD_SHA256);
  private static final TextRule RECORD = TextRule.shape("[0-9a-v]{26}", FaultCode.BAD_RECORD_ID);
  private static final TextRule PATH =
      TextRule.shape(
          "data/(application|process|result)/[0-9]{3,9}\\.[a-z0-9]{1,8}", FaultCode.BAD_PATH);

  /** RFC 6838 §4.2 names, and parameters as RFC 9110 §5.6.6 writes them. */
  private static final TextRule MEDIA_TYPE =
      TextRule.shape(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
              + "( ?; ?[A-Za-z0-9_-]+=([A-Za-z0-9!#$&^_.+-]+|\"[ !#-\\[\\]-~]*\")){0,8}",
          FaultCode.BAD_MEDIA_TYPE);

  private final Limits limits;
  private final @Nullable MaterialCount materials;
  private final Set<String> names = new HashSet<>();
  private long declaredBytes;
  private boolean unread;

  /**
   * @param item null where it is unknown, and with it the materials
   */
  FileListReader(Limits limits, @Nullable CatalogueItem item) {
    this.limits = limits;
    this.materials = item == null ? null : new MaterialCount(item);
  }

  List<SubmittedFile> files(Form submission) {
    List<SubmittedFile> files = new ArrayList<>();
    List<Form> forms = submission.objects("files", 1, limits.files());
    unread = forms.isEmpty() && submission.has("files"); // no list, or one that is too long
    for (Form form : forms) {
      SubmittedFile file = file(form);
      if (file != null) {
        files.add(file);
      }
    }
    if (declaredBytes > limits.bytesInAll()) {
      submission.fault("files", FaultCode.FILES_TOO_LARGE, limits.bytesInAll());
    }
    return files;
  }

  List<CitedMaterial> cited(Form submission) {
    List<CitedMaterial> cited = new ArrayList<>();
    for (Form form : submission.objects("cited", 0, limits.files())) {
      CitedMaterial each = citation(form);
      if (each != null) {
        cited.add(each);
      }
    }
    return cited;
  }

  /** Names the required materials that neither a file nor a citation brings. */
  void complete(Form submission) {
    if (materials != null && !unread) {
      materials.close(submission);
    }
  }

  private @Nullable SubmittedFile file(Form form) {
    String name = name(form);
    String material = form.text("material", MATERIAL);
    Part part = form.word("part", PARTS);
    count(form, material, part);
    String fileName = form.text("fileName", FILE_NAME);
    String title = form.optionalText("title", TITLE);
    String mediaType = form.optionalText("mediaType", MEDIA_TYPE);
    Origin origin = form.optionalWord("origin", ORIGINS);
    Long size = size(form);
    Sha256 sha256 = sha256(form.optionalText("sha256", SHA256));
    form.close();
    if (name == null || material == null || part == null || fileName == null) {
      return null;
    }
    Origin known = origin == null ? Origin.BORN_DIGITAL : origin;
    return new SubmittedFile(name, material, part, fileName, title, mediaType, known, size, sha256);
  }

  private @Nullable String name(Form form) {
    String name = form.text("name", NAME);
    if (RESERVED_NAME.equals(name)) {
      form.fault("name", FaultCode.NAME_RESERVED);
    }
    if (name != null && !names.add(name)) {
      form.fault("name", FaultCode.NAME_TAKEN);
    }
    return name;
  }

  private @Nullable Long size(Form form) {
    Long size = form.optionalNumber("size", 0, LARGEST_SIZE);
    if (size != null && size > limits.bytesPerFile()) {
      form.fault("size", FaultCode.FILE_TOO_LARGE, limits.bytesPerFile());
    } else if (size != null) {
      declaredBytes += size;
    }
    return size;
  }

  private @Nullable CitedMaterial citation(Form form) {
    String record = form.text("record", RECORD);
    String path = form.text("path", PATH);
    Sha256 sha256 = sha256(form.text("sha256", SHA256));
    String material = form.optionalText("material", MATERIAL);
    count(form, material, null);
    form.close();
    return record == null || path == null || sha256 == null
        ? null
        : new CitedMaterial(new Citation(new RecordId(record), path, sha256), material);
  }

  private void count(Form form, @Nullable String material, @Nullable Part part) {
    if (materials != null && material != null) {
      materials.add(form, material, part);
    }
  }

  private static @Nullable Sha256 sha256(@Nullable String hex) {
    return hex == null ? null : Sha256.ofHex(hex.toLowerCase(Locale.ROOT));
  }
}
