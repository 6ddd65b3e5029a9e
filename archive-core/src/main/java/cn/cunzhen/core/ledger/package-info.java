/** The ledger of records: entries, their preconditions, and the commit. */
@NullMarked
package cn.cunzhen.core.ledger;

import org.jspecify.annotations.NullMarked;
