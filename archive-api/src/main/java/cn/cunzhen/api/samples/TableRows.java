package cn.cunzhen.api.samples;

import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the tables that go with a case.
 *
 * @param population people who stand in a table without being holders
 */
record TableRows(SampleCase sample, Facts facts, Population population, Dice dice) {
  private static final List<String> EXPENSES =
      List.of(
          "阿莫西林胶囊,0.25g×24粒",
          "硝苯地平控释片,30mg×7片",
          "氯化钠注射液,250ml",
          "血常规,次",
          "生化全套,次",
          "胸部CT平扫,次",
          "心电图,次",
          "静脉输液,组",
          "普通床位费,日",
          "二级护理,日");
  private static final List<String> ACCOUNTS =
      List.of("货币资金", "应收账款", "存货", "固定资产", "短期借款", "应付职工薪酬", "应交税费", "实收资本", "未分配利润");

  /** Rows of that kind, a cell for each column. */
  List<List<String>> of(String kind, List<String> columns) {
    return switch (kind) {
      case "persons" -> persons(columns);
      case "months" -> months(columns);
      case "arrears" -> arrears();
      case "expenses" -> expenses();
      case "accounts" -> accounts();
      default -> throw new IllegalArgumentException("no such rows: " + kind);
    };
  }

  private List<List<String>> persons(List<String> columns) {
    List<String[]> people = new ArrayList<>();
    for (Holder holder : sample.holders()) {
      if (holder.idType() != IdType.USCC) {
        people.add(new String[] {holder.name(), holder.number()});
      }
    }
    for (int i = people.size(); i < 6; i++) {
      Person person = population.person(dice.below(1_000_000));
      people.add(new String[] {person.name(), person.idNumber()});
    }
    List<List<String>> rows = new ArrayList<>();
    for (String[] each : people) {
      rows.add(row(rows.size() + 1, each[0], each[1], columns, facts.from()));
    }
    return rows;
  }

  private List<List<String>> months(List<String> columns) {
    List<List<String>> rows = new ArrayList<>();
    int months = dice.between(3, 12);
    for (int i = 0; i < months; i++) {
      LocalDate month = facts.from().plusMonths(i);
      rows.add(row(i + 1, facts.get("name"), facts.get("id"), columns, month));
    }
    return rows;
  }

  /** A row about a person and a month; the heads of columns say what belongs into them. */
  private List<String> row(
      int number, String name, String id, List<String> columns, LocalDate month) {
    long wage = (facts.wage() + dice.below(900)) * 100L;
    return columns.stream()
        .map(column ->
            switch (column) {
              case "序号" -> String.valueOf(number);
              case "姓名" -> name;
              case "证件号码" -> id;
              case "岗位" -> facts.get("post");
              case "补缴月份", "发放月份", "年月" ->
                  "%d年%02d月".formatted(month.getYear(), month.getMonthValue());
              case "合同起始日期", "执业起始日期" -> Facts.date(month);
              case "单位缴费（元）" -> Facts.money(wage * 16 / 100);
              case "个人缴费（元）", "记账金额（元）" -> Facts.money(wage * 8 / 100);
              case "实发工资（元）" -> Facts.money(wage * 92 / 100);
              default -> Facts.money(wage);
            })
        .toList();
  }

  private List<List<String>> arrears() {
    List<List<String>> rows = new ArrayList<>();
    int months = dice.between(2, 8);
    for (int i = 0; i < months; i++) {
      LocalDate month = facts.from().plusMonths(i);
      int people = dice.between(6, 80);
      long sum = 24L * facts.wage() * people;
      rows.add(
          List.of(
              String.valueOf(i + 1),
              "%d年%02d月".formatted(month.getYear(), month.getMonthValue()),
              String.valueOf(people),
              Facts.money(sum),
              Facts.money(sum * 15 / 1000)));
    }
    return rows;
  }

  private List<List<String>> expenses() {
    List<List<String>> rows = new ArrayList<>();
    for (String expense : EXPENSES) {
      String[] words = expense.split(",", -1);
      int count = dice.between(1, 7);
      long price = dice.between(150, 28_000);
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              words[0],
              words[1],
              String.valueOf(count),
              Facts.money(price),
              Facts.money(price * count)));
    }
    return rows;
  }

  private List<List<String>> accounts() {
    List<List<String>> rows = new ArrayList<>();
    for (String account : ACCOUNTS) {
      long now = dice.below(900_000_000);
      rows.add(
          List.of(
              account,
              String.valueOf(rows.size() + 1),
              Facts.money(now),
              Facts.money(now / 100 * dice.between(70, 130))));
    }
    return rows;
  }
}
