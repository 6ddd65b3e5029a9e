/** HTTP: routes as data, who may call them, and what is said when something is wrong. */
@NullMarked
package cn.cunzhen.api.http;

import org.jspecify.annotations.NullMarked;
