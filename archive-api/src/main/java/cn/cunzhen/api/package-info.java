/** The fourth floor: HTTP, pages, command line, identities, wiring and configuration. */
@NullMarked
package cn.cunzhen.api;

import org.jspecify.annotations.NullMarked;
