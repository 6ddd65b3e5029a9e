/** Drills: whole processes, killed and started again. */
@NullMarked
package cn.cunzhen.api.drill;

import org.jspecify.annotations.NullMarked;
