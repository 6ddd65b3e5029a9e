/** Real files and published vectors, which lie beside the project where it is developed. */
@NullMarked
package cn.cunzhen.corpora;

import org.jspecify.annotations.NullMarked;
