package cn.cunzhen.core.intake;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.core.record.Times;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what the archive tells that two submissions are the same: SHA-256 of the RFC 8785 form of the
 * validated transaction.
 *
 * <p>Its members are those of a submission: {@code sourceSystem, transactionId, item} (the code
 * alone, so that a new catalogue makes no new submission), {@code holders} (with {@code idNumber},
 * or {@code uscc} for a unified social credit code, letters in upper case), {@code agency, region,
 * window, channel, handler, acceptedAt, completedAt, outcome, process, confidentiality} (where the
 * submission states it), {@code files, cited}. Times keep their offset, with seconds, a fraction
 * only where there is one, and {@code Z} for the offset zero. A file has {@code name, material,
 * part, fileName, title, mediaType, origin} (born-digital where the submission says nothing), and
 * {@code size} and {@code sha256} as measured; whether they were declared makes no difference. What
 * is absent is left out, and so are {@code process} and {@code cited} where they are empty; the
 * order of lists counts.
 */
final class SubmissionDigest {
  private SubmissionDigest() {}

  /**
   * @param received the transaction's files in its order
   */
  static Sha256 of(Transaction transaction, List<ReceivedFile> received) {
    return Sha256.of(CanonicalJson.format(json(transaction, received)));
  }

  private static ObjectNode json(Transaction transaction, List<ReceivedFile> received) {
    ObjectNode json = object();
    json.put("sourceSystem", transaction.sourceSystem());
    json.put("transactionId", transaction.transactionId());
    json.put("item", transaction.item().code());
    transaction.holders().forEach(each -> json.withArray("holders").add(holder(each)));
    json.put("agency", transaction.agency());
    json.put("region", transaction.region());
    put(json, "window", transaction.window());
    json.put("channel", Words.of(transaction.channel()));
    put(json, "handler", transaction.handler());
    json.put("acceptedAt", Times.format(transaction.acceptedAt()));
    json.put("completedAt", Times.format(transaction.completedAt()));
    json.put("outcome", Words.of(transaction.outcome()));
    transaction.process().forEach(each -> json.withArray("process").add(step(each)));
    if (transaction.declaredConfidentiality() != null) {
      json.put("confidentiality", Words.of(transaction.declaredConfidentiality()));
    }
    ArrayNode files = json.putArray("files");
    for (int i = 0; i < received.size(); i++) {
      files.add(file(transaction.files().get(i), received.get(i)));
    }
    transaction.cited().forEach(each -> json.withArray("cited").add(cited(each)));
    return json;
  }

  private static ObjectNode holder(Holder holder) {
    ObjectNode json = object();
    json.put("name", holder.name());
    json.put("idType", Words.of(holder.idType()));
    json.put(holder.idType() == Holder.IdType.USCC ? "uscc" : "idNumber", holder.number());
    put(json, "role", holder.role());
    put(json, "pages", holder.pages());
    return json;
  }

  private static ObjectNode step(ProcessStep step) {
    ObjectNode json = object();
    json.put("code", step.code());
    json.put("name", step.name());
    put(json, "actor", step.actor());
    json.put("at", Times.format(step.at()));
    put(json, "remark", step.remark());
    return json;
  }

  private static ObjectNode file(SubmittedFile submitted, ReceivedFile received) {
    ObjectNode json = object();
    json.put("name", submitted.name());
    json.put("material", submitted.material());
    json.put("part", Words.of(submitted.part()));
    json.put("fileName", submitted.fileName());
    put(json, "title", submitted.title());
    put(json, "mediaType", submitted.mediaType());
    json.put("origin", Words.of(submitted.origin()));
    json.put("size", received.size());
    json.put("sha256", received.sha256().hex());
    return json;
  }

  private static ObjectNode cited(CitedMaterial cited) {
    ObjectNode json = object();
    json.put("record", cited.citation().record().value());
    json.put("path", cited.citation().path());
    json.put("sha256", cited.citation().sha256().hex());
    put(json, "material", cited.material());
    return json;
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
