package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Format;
import cn.cunzhen.core.catalogue.Material;
import cn.cunzhen.core.signed.FileSignature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each check of intake looks at, other than all that the transaction says. */
record CheckInput(Transaction transaction, Arrivals arrivals, Tools tools) {
  ObjectNode of(Check check) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (check) {
      case FIXITY -> fixity(json);
      case LENGTH, TYPE, RANGE, PLAUSIBILITY, METADATA, REQUIRED_FIELDS -> {}
      case CHARACTERS -> oddCharacters().forEach(json.putArray("pointers")::add);
      case PROPERTIES -> json.put("declaredTypes", declaring(file -> file.mediaType() != null));
      case PIECES -> json.put("listed", arrivals.files().size()).put("received", arrivals.came());
      case BYTES -> json.put("declaredSizes", declaredSizes()).put("received", arrivals.bytes());
      case PROCESS -> process(json);
      case MATERIALS -> materials(json.putArray("materials"));
      case FORMAT -> formats().forEach(json.putArray("allowed")::add);
      case OPENS -> json.put("emptyAllowed", item().files().emptyAllowed());
      case NO_ENCRYPTION -> json.put("encryptedAllowed", item().files().encryptedAllowed());
      case SCANNER, NO_MALWARE -> json.put("scanner", tools.scanner());
      case SAFE_PROCESS -> json.put("files", arrivals.files().size());
    }
    return json;
  }

  private void fixity(ObjectNode json) {
    json.put("declaredDigests", declaredDigests());
    if (signatures().findAny().isPresent()) {
      json.put("signatures", signatures().count());
    }
  }

  /** The verdicts on all signatures inside of files. */
  Stream<FileSignature> signatures() {
    return arrivals.files().stream().flatMap(file -> file.signatures().stream());
  }

  /** How much the transaction says. */
  ObjectNode counts() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("holders", transaction.holders().size())
        .put("files", transaction.files().size())
        .put("process", transaction.process().size())
        .put("cited", transaction.cited().size());
  }

  long declaredDigests() {
    return declaring(file -> file.sha256() != null);
  }

  long declaredSizes() {
    return declaring(file -> file.size() != null);
  }

  /** Pointers to the names that hold characters that can't be seen or are nobody else's. */
  List<String> oddCharacters() {
    List<String> pointers = new ArrayList<>();
    for (int i = 0; i < transaction.holders().size(); i++) {
      addIfOdd(pointers, "/holders/" + i + "/name", transaction.holders().get(i).name());
    }
    for (int i = 0; i < transaction.files().size(); i++) {
      SubmittedFile file = transaction.files().get(i);
      addIfOdd(pointers, "/files/" + i + "/fileName", file.fileName());
      addIfOdd(pointers, "/files/" + i + "/title", file.title());
    }
    return pointers;
  }

  /** Required materials that neither a file nor a citation brings; legal unless granted. */
  List<Material> missingMaterials() {
    return item().materials().stream()
        .filter(each -> each.required() && files(each) + cited(each) == 0)
        .toList();
  }

  private CatalogueItem item() {
    return transaction.item();
  }

  private void process(ObjectNode json) {
    item().steps().forEach(json.putArray("expected")::add);
    ArrayNode present = json.putArray("present");
    transaction.process().forEach(step -> present.add(step.code()));
  }

  private void materials(ArrayNode json) {
    for (Material material : item().materials()) {
      json.addObject()
          .put("code", material.code())
          .put("required", material.required())
          .put("files", files(material))
          .put("cited", cited(material));
    }
  }

  private List<String> formats() {
    return item().files().formats().stream().map(Format::code).toList();
  }

  private long files(Material material) {
    return declaring(file -> file.material().equals(material.code()));
  }

  private long cited(Material material) {
    return transaction.cited().stream()
        .filter(each -> material.code().equals(each.material()))
        .count();
  }

  private long declaring(Predicate<SubmittedFile> property) {
    return transaction.files().stream().filter(property).count();
  }

  private static void addIfOdd(List<String> pointers, String pointer, @Nullable String text) {
    if (text != null && text.codePoints().anyMatch(CheckInput::odd)) {
      pointers.add(pointer);
    }
  }

  /** Invisible, private to one font, or put in place of what a conversion lost. */
  private static boolean odd(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> codePoint == 0xFFFD;
    };
  }
}
