/** OFD: the parts of a fixed-layout document (GB/T 33190-2016), as its writers really make it. */
@NullMarked
package cn.cunzhen.indexer.ofd;

import org.jspecify.annotations.NullMarked;
