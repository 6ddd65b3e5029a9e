package cn.cunzhen.api.bench;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.access.Sight;
import java.util.Set;

/** Who asks. */
enum Searcher {
  CLERK("clerk"),
  CITIZEN("citizen");

  private final String word;

  Searcher(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** What that caller may see, asking this. */
  Sight sees(Probe probe) {
    Person person = new Person(probe.holder().idType(), probe.holder().number());
    return Policy.sight(
        this == CLERK
            ? new Caller(word, Role.CLERK, null, null, null, Set.of())
            : new Caller(word, Role.CITIZEN, person, null, null, Set.of()));
  }
}
