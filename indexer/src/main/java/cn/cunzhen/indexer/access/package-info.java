/** Who has read which record: the access logs of all nodes, in an index. */
@NullMarked
package cn.cunzhen.indexer.access;

import org.jspecify.annotations.NullMarked;
