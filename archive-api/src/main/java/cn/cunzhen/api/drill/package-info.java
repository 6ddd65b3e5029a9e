/** Drills: what somebody could do to an archive, done to one that is made for it. */
@NullMarked
package cn.cunzhen.api.drill;

import org.jspecify.annotations.NullMarked;
