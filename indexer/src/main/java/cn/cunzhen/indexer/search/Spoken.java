package cn.cunzhen.indexer.search;

import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.jspecify.annotations.Nullable;

/** Whether a name sounds like what was typed, or begins so. */
record Spoken(@Nullable CharacterRunAutomaton typed) {
  static Spoken of(String text) {
    String letters = Sound.typed(text);
    return new Spoken(
        letters.isEmpty() ? null : new CharacterRunAutomaton(Sound.like(letters, false)));
  }

  boolean is(String name) {
    return typed != null && Sound.of(name).stream().anyMatch(typed::run);
  }
}
