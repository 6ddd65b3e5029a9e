/**
 * Time stamps over the ledger's checkpoints: how they come to be, where they lie, who lacks one.
 */
@NullMarked
package cn.cunzhen.core.stamp;

import org.jspecify.annotations.NullMarked;
