/** Sample transactions: believable, invented, the same for the same seed. */
@NullMarked
package cn.cunzhen.api.samples;

import org.jspecify.annotations.NullMarked;
