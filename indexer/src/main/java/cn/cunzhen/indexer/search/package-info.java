/** Search: how a record is found among millions, by those who may see it and by nobody else. */
@NullMarked
package cn.cunzhen.indexer.search;

import org.jspecify.annotations.NullMarked;
