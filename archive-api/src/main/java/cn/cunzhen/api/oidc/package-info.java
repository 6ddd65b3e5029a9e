/** Sign-in at an OpenID provider, and what its access tokens say of a caller. */
@NullMarked
package cn.cunzhen.api.oidc;

import org.jspecify.annotations.NullMarked;
