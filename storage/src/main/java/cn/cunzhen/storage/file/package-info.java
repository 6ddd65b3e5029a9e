/**
 * A store in a folder of a local filesystem, shared by the processes of one host.
 *
 * <p>What was answered stays on the disk whatever happens to process and power: every method tells
 * the disk to keep what it did before it returns.
 */
@NullMarked
package cn.cunzhen.storage.file;

import org.jspecify.annotations.NullMarked;
