/** Who may see what: decisions as values, without Lucene and without HTTP. */
@NullMarked
package cn.cunzhen.core.access;

import org.jspecify.annotations.NullMarked;
