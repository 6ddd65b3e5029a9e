/** Font: the typeface that comes with the archive, so that Chinese shows wherever it runs. */
@NullMarked
package cn.cunzhen.indexer.font;

import org.jspecify.annotations.NullMarked;
