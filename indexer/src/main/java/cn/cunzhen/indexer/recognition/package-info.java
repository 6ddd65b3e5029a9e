/** Recognition: what a picture of text says, as far as a program that can tell is installed. */
@NullMarked
package cn.cunzhen.indexer.recognition;

import org.jspecify.annotations.NullMarked;
