/** Evidence records, made, renewed and judged. */
@NullMarked
package cn.cunzhen.core.evidence;

import org.jspecify.annotations.NullMarked;
