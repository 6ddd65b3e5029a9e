package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.indexer.search.Facet;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What codes are called on a page; one without a name stands for itself. */
record Names(View view, Catalogue catalogue, PlaceNames places) {
  static Names of(View view, Catalogue catalogue, Places places) {
    return new Names(view, catalogue, new PlaceNames(places, view.language()));
  }

  /** A value by which an answer is narrowed down. */
  String of(Facet facet, String code) {
    return switch (facet) {
      case ITEM -> catalogue.item(code).map(item -> view.label(item.name())).orElse(code);
      case CHANNEL ->
          Arrays.stream(Channel.values())
              .filter(channel -> channel.name().equalsIgnoreCase(code))
              .findFirst()
              .map(view::channel)
              .orElse(code);
      case AGENCY -> places.agency(code);
      case REGION -> places.region(code);
      case OUTCOME, YEAR -> code;
    };
  }

  /** An item, in Chinese as the record has it. */
  String item(String code, String name) {
    return view.language()
        .choose(name, catalogue.item(code).map(item -> item.name().en()).orElse(name));
  }

  /** The kind of the records of an item. */
  Kind kind(String code) {
    return Kind.of(catalogue.item(code).orElse(null), view);
  }

  /** Agency and window; empty where there is neither. */
  static String desk(
      View view, PlaceNames places, @Nullable String agency, @Nullable String window) {
    String where = agency == null ? "" : places.agency(agency);
    String at = window == null ? "" : view.t(Text.WINDOW) + " " + window;
    return Stream.of(where, at).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }
}
