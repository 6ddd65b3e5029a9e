package cn.cunzhen.core.revocation;

import java.time.Instant;

/** That a certificate was revoked. */
public record Revocation(Instant at, RevocationReason reason) {}
