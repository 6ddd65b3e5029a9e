package cn.cunzhen.indexer.sample;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Citation;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.Item;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a record; the same calls always build the same one. */
public final class Sample {
  private static final IdKey KEY = new IdKey(Bytes.ofHex("2b".repeat(32)));
  private static final Sha256 ANY = Sha256.of(Bytes.utf8("any"));
  private static final Bytes SALT = Bytes.ofHex("0f".repeat(32));

  private final String transaction;
  private final List<Holder> holders = new ArrayList<>();
  private final List<ArchivedFile> files = new ArrayList<>();
  private final List<Citation> cited = new ArrayList<>();
  private int version = 1;
  private Item item = new Item("SI-0107", "三个月内补缴", "YB", "2026.1", Item.Risk.LOW, true);
  private String agency = "460100-SI";
  private String region = "460100";
  private Channel channel = Channel.WINDOW;
  private Outcome outcome = Outcome.GRANTED;
  private Confidentiality confidentiality = Confidentiality.NORMAL;
  private OffsetDateTime completed = OffsetDateTime.parse("2026-11-21T09:13:40+08:00");

  private Sample(String transaction) {
    this.transaction = transaction;
  }

  /** A record of the transaction of this number, held by nobody as yet, without files. */
  public static Sample of(String transaction) {
    return new Sample(transaction);
  }

  /** The nth of many records that differ in everything. */
  public static Sample of(long number) {
    return of("2026%016d".formatted(number)).person(Names.person(number), Names.resident(number));
  }

  public Sample person(String name, String number) {
    return holder(name, Holder.IdType.RESIDENT_ID, number);
  }

  public Sample employer(String name, String code) {
    return holder(name, Holder.IdType.USCC, code);
  }

  public Sample holder(String name, Holder.IdType type, String number) {
    holders.add(new Holder(name, type, number, null, null));
    return this;
  }

  /** Somebody who stands on these pages of the form. */
  public Sample part(String name, String number, String pages) {
    holders.add(new Holder(name, Holder.IdType.RESIDENT_ID, number, null, pages));
    return this;
  }

  public Sample item(String code, String name) {
    item = new Item(code, name, "YB", "2026.1", Item.Risk.LOW, false);
    return this;
  }

  public Sample agency(String code) {
    agency = code;
    return this;
  }

  public Sample region(String code) {
    region = code;
    return this;
  }

  public Sample channel(Channel through) {
    channel = through;
    return this;
  }

  public Sample outcome(Outcome end) {
    outcome = end;
    return this;
  }

  public Sample confidentiality(Confidentiality level) {
    confidentiality = level;
    return this;
  }

  public Sample completed(String time) {
    completed = OffsetDateTime.parse(time);
    return this;
  }

  public Sample file(@Nullable String title, String name) {
    String path = "data/application/%03d.pdf".formatted(files.size() + 1);
    files.add(
        new ArchivedFile(
            path,
            Part.APPLICATION,
            "supporting",
            title,
            name,
            "application/pdf",
            null,
            1_234,
            Sha256.of(Bytes.utf8(transaction + path)),
            null,
            ArchivedFile.Origin.BORN_DIGITAL));
    return this;
  }

  public Sample cites(RecordId record) {
    cited.add(new Citation(record, "data/application/001.pdf", ANY));
    return this;
  }

  public Sample version(int number) {
    version = number;
    return this;
  }

  public RecordId id() {
    return KEY.recordId("teller", transaction);
  }

  /** What the record's digest would be: the same for all that is built from this number. */
  public static Sha256 digestOf(ArchivalRecord record) {
    return Sha256.of(Bytes.utf8(record.id() + " v" + record.version()));
  }

  public ArchivalRecord record() {
    return new ArchivalRecord(
        id(),
        version,
        version == 1 ? null : ANY,
        "teller",
        transaction,
        ANY,
        item,
        holders,
        agency,
        region,
        "A03",
        channel,
        "T1024",
        completed.minusMinutes(2),
        completed,
        outcome,
        List.of(),
        Retention.of(Retention.Period.D50, completed),
        confidentiality,
        files,
        cited,
        ANY,
        List.of(),
        SALT,
        Instant.parse("2026-11-21T01:13:41.250Z"));
  }
}
