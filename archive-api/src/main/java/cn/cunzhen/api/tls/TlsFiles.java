package cn.cunzhen.api.tls;

import java.nio.file.Path;

/**
 * Where the certificate and its key lie, both in PEM.
 *
 * @param certificate the server's certificate, and then each one's issuer; the root may be left out
 * @param key its private key without a password; read by nobody but its owner and its group
 */
public record TlsFiles(Path certificate, Path key) {}
