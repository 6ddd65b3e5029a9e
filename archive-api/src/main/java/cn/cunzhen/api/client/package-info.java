/** A running archive, seen from outside: what commands ask it over HTTP. */
@NullMarked
package cn.cunzhen.api.client;

import org.jspecify.annotations.NullMarked;
