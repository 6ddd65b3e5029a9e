package cn.cunzhen.api.bench;

import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.access.Visibility.HeldBy;

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
  Visibility sees(Probe probe) {
    return this == CLERK
        ? new Visibility.All()
        : new HeldBy(probe.holder().idType(), probe.holder().number());
  }
}
