/** Attacks on a running node, as tables of what is sent and where. */
@NullMarked
package cn.cunzhen.api.attack;

import org.jspecify.annotations.NullMarked;
