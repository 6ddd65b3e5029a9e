package cn.cunzhen.api.bench;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import java.util.List;
import java.util.function.Predicate;

/**
 * A question whose right answers are known.
 *
 * @param target a record that is one of them
 * @param holder of that record
 * @param items to which the question is narrowed; empty where it is not
 * @param right tells whether a hit is one of them
 */
record Probe(
    Kind kind,
    String typed,
    ArchivalRecord target,
    Holder holder,
    List<String> items,
    Predicate<Hit> right) {
  Probe {
    items = List.copyOf(items);
  }

  /** As it is asked, for so many hits. */
  Question question(int limit) {
    Filter narrowed =
        new Filter(null, null, items, List.of(), List.of(), List.of(), List.of(), null, null);
    return Question.of(typed)
        .with(narrowed)
        .with(new Page(Order.RELEVANCE, null, limit))
        .with(Numbers.PLAIN);
  }

  /** Kinds of questions, as people ask them at a counter. */
  enum Kind {
    ID_NUMBER("id number"),
    PART_OF_ID("part of an id number"),
    TRANSACTION("transaction number"),
    NAME("name"),
    HALF_A_COMPANY("half a company's name"),
    PINYIN("pinyin"),
    INITIALS("initials"),
    TRADITIONAL("traditional forms"),
    FULL_WIDTH("full width"),
    WRONG_DIGIT("number with a wrong digit"),
    WRONG_CHARACTER("8 to 14 characters of text, one wrong"),
    NAME_AND_ITEM("name and item"),
    NAME_AND_DATE("name and date of completion"),
    NAME_AND_BIRTHDAY("name and birthday"),
    TITLE("title"),
    TEXT_OF_2_TO_3("2 to 3 characters of text"),
    TEXT_OF_4_TO_8("4 to 8 characters of text"),
    TWO_WORDS("two words of text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether what is right is only like what is typed. */
    boolean isApproximate() {
      return this == WRONG_DIGIT || this == WRONG_CHARACTER;
    }

    /** Whether it asks for what texts say. */
    boolean isOfTexts() {
      return switch (this) {
        case WRONG_CHARACTER, TITLE, TEXT_OF_2_TO_3, TEXT_OF_4_TO_8, TWO_WORDS -> true;
        case ID_NUMBER,
            PART_OF_ID,
            TRANSACTION,
            NAME,
            HALF_A_COMPANY,
            PINYIN,
            INITIALS,
            TRADITIONAL,
            FULL_WIDTH,
            WRONG_DIGIT,
            NAME_AND_ITEM,
            NAME_AND_DATE,
            NAME_AND_BIRTHDAY ->
            false;
      };
    }
  }
}
