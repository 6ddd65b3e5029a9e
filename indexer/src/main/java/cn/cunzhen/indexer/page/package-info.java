/** Page: what a page of a file looks like, drawn in another process and marked with its viewer. */
@NullMarked
package cn.cunzhen.indexer.page;

import org.jspecify.annotations.NullMarked;
