/** Seals with what validates them later inside: the forms of CAdES that are put together anew. */
@NullMarked
package cn.cunzhen.core.longterm;

import org.jspecify.annotations.NullMarked;
