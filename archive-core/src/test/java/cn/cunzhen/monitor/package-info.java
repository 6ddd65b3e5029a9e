/**
 * A log's monitor written from the C2SP specifications alone; it shares no code with the product.
 */
@NullMarked
package cn.cunzhen.monitor;

import org.jspecify.annotations.NullMarked;
