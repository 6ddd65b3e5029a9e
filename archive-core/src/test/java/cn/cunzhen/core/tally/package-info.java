@NullMarked
package cn.cunzhen.core.tally;

import org.jspecify.annotations.NullMarked;
