package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Visibility.HeldBy;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * What those are called who hold but a part of a record, by which alone, of all that holders are
 * called, these find it.
 */
record OwnNames(Set<Person> persons) {
  /** Fewer letters of a number tell nothing. */
  private static final int LEAST_OF_NUMBER = 3;

  /** Far above what any text within the limit needs. */
  private static final int EFFORT = 100_000;

  OwnNames {
    persons = Set.copyOf(persons);
  }

  /** Finds the records of which they hold but a part. */
  Query held() {
    return Key.PART.isOneOf(persons.stream().map(OwnNames::key).toList());
  }

  boolean has(HeldBy holder) {
    return persons.contains(new Person(holder.idType(), holder.number()));
  }

  /** Finds those where this is a part of a name of theirs, or sounds as one begins. */
  void addNames(String text, List<Query> to) {
    String folded = Folded.ofName(text).toString();
    if (!folded.isEmpty()) {
      Automaton any = Automata.makeAnyString();
      Automaton part = Operations.concatenate(List.of(any, Automata.makeString(folded), any));
      add(Key.PART_NAME, Operations.determinize(part, EFFORT), to);
    }
    addSounds(text, to);
  }

  /** Finds those where the automaton accepts a name of theirs, folded. */
  void addNames(Automaton names, List<Query> to) {
    add(Key.PART_NAME, names, to);
  }

  void addSounds(String text, List<Query> to) {
    String typed = Sound.typed(text);
    if (!typed.isEmpty()) {
      add(Key.PART_SOUND, Sound.like(typed, false), to);
    }
  }

  /** Finds those where a name of theirs sounds so. */
  void addSounds(List<String> sounds, List<Query> to) {
    sounds.forEach(sound -> add(Key.PART_SOUND, Automata.makeString(sound), to));
  }

  private void add(Key key, Automaton values, List<Query> to) {
    for (Person person : persons) {
      Automaton head = Automata.makeString(Documents.ofHolder(key(person), ""));
      Query found = key.like(Operations.concatenate(List.of(head, values)));
      to.add(Searched.HOLDER_NAME.scored(found));
    }
  }

  /** Finds those where this is a part of a number of theirs; and the one of which it is the id. */
  void addNumbers(String text, List<Query> to) {
    Folded folded = Folded.ofName(text);
    to.add(Searched.HOLDER_NUMBER.scored(Key.RECORD.is(folded.toString())));
    for (Person person : persons) {
      boolean theirs = Folded.ofName(person.number()).find(folded, 0) >= 0;
      if (theirs && folded.size() >= LEAST_OF_NUMBER) {
        to.add(Searched.HOLDER_NUMBER.scored(Key.PART.is(key(person))));
      }
    }
  }

  /** Finds those where the automaton accepts a number of theirs, folded. */
  void addNumbers(Automaton numbers, List<Query> to) {
    CharacterRunAutomaton accepted =
        new CharacterRunAutomaton(Operations.determinize(numbers, EFFORT));
    for (Person person : persons) {
      if (accepted.run(Folded.ofName(person.number()).toString())) {
        to.add(Searched.HOLDER_NUMBER.scored(Key.PART.is(key(person))));
      }
    }
  }

  private static String key(Person person) {
    return Documents.holderKey(person.idType(), person.number());
  }
}
