/** Evidence records (RFC 4998): what goes on proving when today's digests and signatures do not. */
@NullMarked
package cn.cunzhen.core.evidence;

import org.jspecify.annotations.NullMarked;
