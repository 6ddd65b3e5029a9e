/** The calls of the contract: what each takes, asks the floors below, and answers. */
@NullMarked
package cn.cunzhen.api.calls;

import org.jspecify.annotations.NullMarked;
