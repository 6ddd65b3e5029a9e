/** The package: a record and its files as one canonical object, a BagIt bag in a ZIP file. */
@NullMarked
package cn.cunzhen.core.bag;

import org.jspecify.annotations.NullMarked;
