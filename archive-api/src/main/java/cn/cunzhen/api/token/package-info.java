/** Tokens that somebody else has signed (JWT, RFC 7519). */
@NullMarked
package cn.cunzhen.api.token;

import org.jspecify.annotations.NullMarked;
