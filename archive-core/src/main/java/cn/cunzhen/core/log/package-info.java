/** A transparency log's mathematics and formats: hashes, proofs, tiles, notes and checkpoints. */
@NullMarked
package cn.cunzhen.core.log;

import org.jspecify.annotations.NullMarked;
