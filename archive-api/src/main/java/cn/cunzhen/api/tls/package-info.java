/**
 * TLS of the archive's own server: a certificate and its key from files, exchanged while it runs.
 */
@NullMarked
package cn.cunzhen.api.tls;

import org.jspecify.annotations.NullMarked;
