/** Inspection: what a file is and what is remarkable about it, from a bounded look at its bytes. */
@NullMarked
package cn.cunzhen.indexer.inspect;

import org.jspecify.annotations.NullMarked;
