/** Folders of Lucene's that follow one ledger, and are thrown away where they can't be used. */
@NullMarked
package cn.cunzhen.indexer.folder;

import org.jspecify.annotations.NullMarked;
