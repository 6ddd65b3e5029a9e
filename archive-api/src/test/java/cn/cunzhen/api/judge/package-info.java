/** Judges of signatures that are not ours. */
@NullMarked
package cn.cunzhen.api.judge;

import org.jspecify.annotations.NullMarked;
