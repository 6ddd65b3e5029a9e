/** Proofs: what convinces somebody who trusts nobody, and how it is checked. */
@NullMarked
package cn.cunzhen.core.proof;

import org.jspecify.annotations.NullMarked;
