/** The second floor: what a record is, and how it gets into the archive and out again. */
@NullMarked
package cn.cunzhen.core;

import org.jspecify.annotations.NullMarked;
