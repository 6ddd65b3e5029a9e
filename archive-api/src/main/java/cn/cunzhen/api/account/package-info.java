/** Built-in accounts and sessions, for the demonstration and for small sites. */
@NullMarked
package cn.cunzhen.api.account;

import org.jspecify.annotations.NullMarked;
