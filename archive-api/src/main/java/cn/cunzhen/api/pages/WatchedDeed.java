package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.AccessWords;
import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.core.access.Access;

/**
 * What somebody did.
 *
 * @param record the page of the record that it was about; empty where it was about none
 */
public record WatchedDeed(String words, String record) {
  static WatchedDeed of(Access access, PlaceNames names) {
    return new WatchedDeed(
        AccessWords.sentence(access, names),
        access.record() == null ? "" : "/records/" + access.record().value());
  }
}
