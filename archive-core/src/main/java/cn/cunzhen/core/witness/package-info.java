/** Witnesses: who cosigns a ledger's checkpoints, what they ask first, and how many are enough. */
@NullMarked
package cn.cunzhen.core.witness;

import org.jspecify.annotations.NullMarked;
