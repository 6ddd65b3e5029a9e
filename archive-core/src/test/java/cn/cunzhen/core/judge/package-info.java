/** Programs of others that judge what the archive makes. */
@NullMarked
package cn.cunzhen.core.judge;

import org.jspecify.annotations.NullMarked;
