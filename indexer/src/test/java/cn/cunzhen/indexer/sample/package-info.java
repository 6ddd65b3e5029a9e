/** What tests of the index are made of: records of nobody, a ledger and a store in memory. */
@NullMarked
package cn.cunzhen.indexer.sample;

import org.jspecify.annotations.NullMarked;
