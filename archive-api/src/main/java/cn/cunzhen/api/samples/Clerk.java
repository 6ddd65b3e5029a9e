package cn.cunzhen.api.samples;

import cn.cunzhen.api.samples.paper.CardCopy;
import cn.cunzhen.api.samples.paper.Docx;
import cn.cunzhen.api.samples.paper.Page;
import cn.cunzhen.api.samples.paper.PdfFile;
import cn.cunzhen.api.samples.paper.Portrait;
import cn.cunzhen.api.samples.paper.Scan;
import cn.cunzhen.api.samples.paper.Sheet;
import cn.cunzhen.api.samples.paper.Sheet.Field;
import cn.cunzhen.api.samples.paper.Xlsx;
import cn.cunzhen.core.record.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws up the documents of one case. */
final class Clerk {
  private final SampleCase sample;
  private final Facts facts;
  private final Population population;
  private final Scan scanner;

  Clerk(SampleCase sample, Facts facts, Population population, Scan scanner) {
    this.sample = sample;
    this.facts = facts;
    this.population = population;
    this.scanner = scanner;
  }

  byte[] write(PlannedFile file) {
    Dice dice = sample.dice().fork(file.name());
    String title = title(file);
    return switch (file.format()) {
      case PDF -> PdfFile.write(title, author(file), sample.acceptedAt(), pages(file, dice));
      case JPEG -> scanner.jpeg(pages(file, dice).getFirst(), dice);
      case TIFF -> scanner.tiff(pages(file, dice), dice);
      case DOCX ->
          Docx.write(
              title, author(file), sample.acceptedAt(), tell(file), List.of(signer(), day()));
      case XLSX ->
          Xlsx.write(
              title,
              author(file),
              sample.acceptedAt(),
              file.template().columns(),
              rows(file, dice));
    };
  }

  private List<Page> pages(PlannedFile file, Dice dice) {
    return switch (file.template().layout()) {
      case FORM -> form(file);
      case LETTER -> letter(file);
      case NOTICE -> notice(file, dice);
      case SLIP -> slip(file);
      case TABLE ->
          new Sheet()
              .title(title(file))
              .note("单位：元")
              .table(file.template().columns(), rows(file, dice))
              .seal(facts.get("employer"), "", day())
              .pages();
      case TEXT -> text(file);
      case CERTIFICATE -> certificate(file);
      case CHART -> chart(file, dice);
      case CARD -> List.of(card(file));
      case PHOTO -> List.of(new Portrait());
    };
  }

  private List<Page> form(PlannedFile file) {
    return new Sheet()
        .title(facts.tell("{item}") + title(file))
        .note("受理编号：" + sample.transactionId())
        .fields(applicant())
        .box("申请内容", facts.tell(file.template().text().getFirst()), 104)
        .box("申请人声明", "本人（单位）承诺：以上所填内容及所附材料真实、准确、完整，如有虚假，愿承担相应法律责任。", 60)
        .signature("申请人（签章）：", signer(), day())
        .box("经办机构意见", "经审核，申请材料齐全，符合规定。", 104)
        .sealOver(facts.get("agency"), "业务专用章")
        .pages();
  }

  private List<Page> letter(PlannedFile file) {
    Sheet sheet = new Sheet().title(facts.tell("“{item}”") + title(file));
    sheet.salutation("经办机构：" + facts.get("agency"));
    sheet.salutation(facts.tell("申请人：{name}　证件号码：{id}　联系电话：{phone}"));
    tell(file).forEach(sheet::paragraph);
    return sheet
        .signature("申请人（签字）：", facts.get("name"), day())
        .seal(facts.get("agency"), "业务专用章", day())
        .pages();
  }

  private List<Page> notice(PlannedFile file, Dice dice) {
    String number =
        String.format(
            Locale.ROOT,
            "琼%s办〔%d〕%d号",
            sample.medical() ? "医保" : "社保",
            sample.completedAt().getYear(),
            dice.between(1, 29_999));
    Sheet sheet = new Sheet().head(facts.get("agency"), number).space(8).title(title(file));
    sheet.salutation(sample.holders().getFirst().name() + "：");
    tell(file).forEach(sheet::paragraph);
    return sheet.space(20).seal(facts.get("agency"), "业务专用章", facts.get("completed")).pages();
  }

  private List<Page> slip(PlannedFile file) {
    return new Sheet()
        .title(facts.tell("{agency}") + title(file))
        .fields(
            List.of(
                new Field("受理编号", sample.transactionId()),
                new Field("受理日期", facts.get("accepted")),
                new Field("申请人", sample.holders().getFirst().name()),
                new Field("证件号码", sample.holders().getFirst().number()),
                new Field("办理事项", facts.get("item"))))
        .box("说明", facts.tell(file.template().text().getFirst()), 84)
        .seal(facts.get("agency"), "业务专用章", facts.get("accepted"))
        .pages();
  }

  private List<Page> text(PlannedFile file) {
    Sheet sheet = new Sheet().title(title(file));
    tell(file).forEach(sheet::paragraph);
    return sheet.space(24).signature("签名：", signer(), day()).pages();
  }

  private List<Page> certificate(PlannedFile file) {
    Sheet sheet = new Sheet().title(title(file)).note("编号：" + facts.get("account").substring(8));
    tell(file).forEach(sheet::paragraph);
    return sheet.space(30).seal(issuer(file), "专用章", facts.get("to")).pages();
  }

  /** A file that grew over the years: what happened, then a list of dates. */
  private List<Page> chart(PlannedFile file, Dice dice) {
    Sheet sheet = new Sheet().title(title(file)).salutation(facts.tell("姓名：{name}　证件号码：{id}"));
    tell(file).forEach(sheet::paragraph);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      String day = Facts.date(facts.from().plusDays(11L * i));
      rows.add(List.of(String.valueOf(i + 1), day, "经手人核对无误", population.name(dice, true)));
    }
    sheet.space(12).table(List.of("序号", "日期", "记录", "经手人"), rows);
    return sheet.seal(issuer(file), "档案专用章", facts.get("to")).pages();
  }

  private Page card(PlannedFile file) {
    if (file.template().text().getFirst().equals("employer")) {
      return new CardCopy(
          told("营业执照（副本）", "{employer}", "{uscc}", "法定代表人　{representative}", "{premises}"),
          told("{registry}", "登记机关", "成立日期　{from}"));
    }
    return new CardCopy(
        told("姓名　{name}", "性别　{sex}　　民族　汉", "出生　{birth}", "{address}", "", "公民身份号码　{id}"),
        told("中华人民共和国", "居民身份证", "签发机关　{police}", "有效期限　二十年"));
  }

  private List<Field> applicant() {
    List<Field> fields = new ArrayList<>();
    if (sample.subject() == Subject.PERSON) {
      fields.add(field("姓名", "{name}"));
      fields.add(field("性别", "{sex}"));
      fields.add(field("出生日期", "{birth}"));
      fields.add(field("联系电话", "{phone}"));
      fields.add(field("证件号码", "{id}"));
      fields.add(field("参保险种", "{insurance}"));
      fields.add(field("工作单位", "{employer}"));
      fields.add(field("通讯地址", "{address}"));
    } else {
      fields.add(field("单位名称", "{employer}"));
      fields.add(field("统一社会信用代码", "{uscc}"));
      fields.add(field("法定代表人", "{representative}"));
      fields.add(field("经办人", "{agent}"));
      fields.add(field("联系电话", "{phone}"));
      fields.add(field("单位地址", "{premises}"));
    }
    fields.add(field("申请日期", "{accepted}"));
    fields.add(field("受理机构", "{agency}"));
    return fields;
  }

  private Field field(String label, String value) {
    return new Field(label, facts.tell(value));
  }

  private List<List<String>> rows(PlannedFile file, Dice dice) {
    return new TableRows(sample, facts, population, dice)
        .of(file.template().text().getFirst(), file.template().columns());
  }

  private List<String> tell(PlannedFile file) {
    return told(file.template().text().toArray(String[]::new));
  }

  private List<String> told(String... texts) {
    return List.of(texts).stream().map(facts::tell).toList();
  }

  private String title(PlannedFile file) {
    String title = file.template().title();
    return title == null ? file.material().name().zh() : title;
  }

  private String issuer(PlannedFile file) {
    String issuer = file.template().issuer();
    return facts.get(issuer == null ? "agency" : issuer);
  }

  private String author(PlannedFile file) {
    return file.part() == Part.APPLICATION ? signer() : facts.get("agency");
  }

  /** Who signs for the applicant. */
  private String signer() {
    return sample.subject() == Subject.PERSON ? facts.get("name") : facts.get("agent");
  }

  private String day() {
    return facts.get("accepted");
  }
}
