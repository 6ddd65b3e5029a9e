/** Witnesses over HTTP: serving one, and asking others (C2SP tlog-witness). */
@NullMarked
package cn.cunzhen.api.witness;

import org.jspecify.annotations.NullMarked;
