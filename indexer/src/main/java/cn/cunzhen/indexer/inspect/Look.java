package cn.cunzhen.indexer.inspect;

import java.io.IOException;

/** Looks closer at a file of one kind. */
@FunctionalInterface
interface Look {
  void at(BoundedFile file, Report report) throws IOException, BoundReached;
}
