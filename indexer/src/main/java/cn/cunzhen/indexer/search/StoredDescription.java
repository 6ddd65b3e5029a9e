package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.jspecify.annotations.Nullable;

/** How what a list shows of a record is kept in its document. */
final class StoredDescription {
  private static final String TRANSACTION = "shown.transaction";
  private static final String ITEM_CODE = "shown.itemCode";
  private static final String ITEM_NAME = "shown.itemName";
  private static final String AGENCY = "shown.agency";
  private static final String REGION = "shown.region";
  private static final String CHANNEL = "shown.channel";
  private static final String OUTCOME = "shown.outcome";
  private static final String COMPLETED = "shown.completed";
  private static final String NAME = "shown.holderName";
  private static final String ID_TYPE = "shown.holderIdType";
  private static final String NUMBER = "shown.holderNumber";
  private static final String ROLE = "shown.holderRole";
  private static final String PAGES = "shown.holderPages";
  private static final String TITLE = "shown.title";
  private static final String FILE_NAME = "shown.fileName";

  static final Set<String> FIELDS =
      Set.of(
          TRANSACTION,
          ITEM_CODE,
          ITEM_NAME,
          AGENCY,
          REGION,
          CHANNEL,
          OUTCOME,
          COMPLETED,
          NAME,
          ID_TYPE,
          NUMBER,
          ROLE,
          PAGES,
          TITLE,
          FILE_NAME);

  private StoredDescription() {}

  static List<StoredField> fields(ArchivalRecord record) {
    List<StoredField> fields = new ArrayList<>();
    fields.add(new StoredField(TRANSACTION, record.transactionId()));
    fields.add(new StoredField(ITEM_CODE, record.item().code()));
    fields.add(new StoredField(ITEM_NAME, record.item().name()));
    fields.add(new StoredField(AGENCY, record.agency()));
    fields.add(new StoredField(REGION, record.region()));
    fields.add(new StoredField(CHANNEL, record.channel().name()));
    fields.add(new StoredField(OUTCOME, record.outcome().name()));
    fields.add(new StoredField(COMPLETED, record.completedAt().toString()));
    for (Holder holder : record.holders()) {
      fields.add(new StoredField(NAME, holder.name()));
      fields.add(new StoredField(ID_TYPE, holder.idType().name()));
      fields.add(new StoredField(NUMBER, holder.number()));
      fields.add(new StoredField(ROLE, orEmpty(holder.role())));
      fields.add(new StoredField(PAGES, orEmpty(holder.pages())));
    }
    for (ArchivedFile file : record.files()) {
      fields.add(new StoredField(TITLE, orEmpty(file.title())));
      fields.add(new StoredField(FILE_NAME, file.submittedName()));
    }
    return fields;
  }

  static Description read(Document document, String archiveNumber) {
    return new Description(
        archiveNumber,
        document.get(TRANSACTION),
        document.get(ITEM_CODE),
        document.get(ITEM_NAME),
        holders(document),
        0,
        document.get(AGENCY),
        document.get(REGION),
        Channel.valueOf(document.get(CHANNEL)),
        Outcome.valueOf(document.get(OUTCOME)),
        OffsetDateTime.parse(document.get(COMPLETED)));
  }

  static String itemName(Document document) {
    return document.get(ITEM_NAME);
  }

  /** Of each file in its order; empty where it has none. */
  static List<String> titles(Document document) {
    return List.of(document.getValues(TITLE));
  }

  /** Of each file in its order. */
  static List<String> fileNames(Document document) {
    return List.of(document.getValues(FILE_NAME));
  }

  private static List<Holder> holders(Document document) {
    String[] names = document.getValues(NAME);
    String[] types = document.getValues(ID_TYPE);
    String[] numbers = document.getValues(NUMBER);
    String[] roles = document.getValues(ROLE);
    String[] pages = document.getValues(PAGES);
    List<Holder> holders = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      Holder.IdType type = Holder.IdType.valueOf(types[i]);
      holders.add(new Holder(names[i], type, numbers[i], orNull(roles[i]), orNull(pages[i])));
    }
    return holders;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
