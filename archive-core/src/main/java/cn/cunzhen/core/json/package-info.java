/** JSON: the one canonical form that is sealed, and what may come in from outside. */
@NullMarked
package cn.cunzhen.core.json;

import org.jspecify.annotations.NullMarked;
