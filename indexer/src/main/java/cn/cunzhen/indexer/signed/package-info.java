/** Signed files: finds the signatures inside of files, and what of the file each is over. */
@NullMarked
package cn.cunzhen.indexer.signed;

import org.jspecify.annotations.NullMarked;
