/** The third floor: what a file says and looks like, and how a record is found. */
@NullMarked
package cn.cunzhen.indexer;

import org.jspecify.annotations.NullMarked;
