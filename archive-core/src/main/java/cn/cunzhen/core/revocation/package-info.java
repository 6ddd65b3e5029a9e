/** Which certificates were revoked: what issuers say of theirs, and the archive's own lists. */
@NullMarked
package cn.cunzhen.core.revocation;

import org.jspecify.annotations.NullMarked;
