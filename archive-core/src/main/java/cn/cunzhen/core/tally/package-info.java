/**
 * Tallies of accesses: how many accesses to each record the access ledgers have, so that a list of
 * a record's readers can be shown to be complete.
 */
@NullMarked
package cn.cunzhen.core.tally;

import org.jspecify.annotations.NullMarked;
