/** Certified copies: their codes, what a code says of its record, and the seal inside of a PDF. */
@NullMarked
package cn.cunzhen.core.copy;

import org.jspecify.annotations.NullMarked;
