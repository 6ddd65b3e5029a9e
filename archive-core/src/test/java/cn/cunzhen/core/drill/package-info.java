/** Drills: what the archive keeps of its promises on stores that fail. */
@NullMarked
package cn.cunzhen.core.drill;

import org.jspecify.annotations.NullMarked;
