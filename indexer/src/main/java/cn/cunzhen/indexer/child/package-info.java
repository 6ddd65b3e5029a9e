/** Child: work done in another process, which a hostile file may take down with it. */
@NullMarked
package cn.cunzhen.indexer.child;

import org.jspecify.annotations.NullMarked;
