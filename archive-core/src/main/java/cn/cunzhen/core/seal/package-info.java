/**
 * Seals: signatures that vouch for a content, the keys that make them, the anchors they rest on.
 */
@NullMarked
package cn.cunzhen.core.seal;

import org.jspecify.annotations.NullMarked;
