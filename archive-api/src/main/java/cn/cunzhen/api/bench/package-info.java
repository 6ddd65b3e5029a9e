/** Measures this archive beside yardsticks, in one run, on the machine it is started on. */
@NullMarked
package cn.cunzhen.api.bench;

import org.jspecify.annotations.NullMarked;
