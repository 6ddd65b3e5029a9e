/** ZIP files that the same content always gives alike. */
@NullMarked
package cn.cunzhen.core.zip;

import org.jspecify.annotations.NullMarked;
