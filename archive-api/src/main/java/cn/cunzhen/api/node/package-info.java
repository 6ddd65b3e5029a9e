/** A node: one process of the archive, put together from the floors below. */
@NullMarked
package cn.cunzhen.api.node;

import org.jspecify.annotations.NullMarked;
