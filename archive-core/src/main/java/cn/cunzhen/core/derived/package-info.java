/**
 * Derived: what was made from records and can be made again, kept beside them and trusted by
 * nobody.
 */
@NullMarked
package cn.cunzhen.core.derived;

import org.jspecify.annotations.NullMarked;
