/** What holds the floors apart. */
@NullMarked
package cn.cunzhen.architecture;

import org.jspecify.annotations.NullMarked;
