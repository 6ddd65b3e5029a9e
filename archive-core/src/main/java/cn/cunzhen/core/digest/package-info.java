/** Digests: what a string of bytes is known by. */
@NullMarked
package cn.cunzhen.core.digest;

import org.jspecify.annotations.NullMarked;
