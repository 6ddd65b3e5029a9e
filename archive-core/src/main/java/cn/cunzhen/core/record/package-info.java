/** The domain: what a record of a completed transaction is. */
@NullMarked
package cn.cunzhen.core.record;

import org.jspecify.annotations.NullMarked;
