/** The register: which entries each record has, answered in microseconds. */
@NullMarked
package cn.cunzhen.indexer.register;

import org.jspecify.annotations.NullMarked;
