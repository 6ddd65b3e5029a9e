/** Text: what a file says, read in another process that a hostile file may take down with it. */
@NullMarked
package cn.cunzhen.indexer.text;

import org.jspecify.annotations.NullMarked;
