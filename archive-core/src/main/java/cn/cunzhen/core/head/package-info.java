/** The head of a log: the one thing that is swapped, and all that hangs on it. */
@NullMarked
package cn.cunzhen.core.head;

import org.jspecify.annotations.NullMarked;
