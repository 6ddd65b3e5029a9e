/** A store that lasts as long as its process. */
@NullMarked
package cn.cunzhen.storage.memory;

import org.jspecify.annotations.NullMarked;
