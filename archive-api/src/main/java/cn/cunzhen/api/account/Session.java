package cn.cunzhen.api.account;

import cn.cunzhen.core.access.Caller;
import java.time.Instant;

/**
 * A sign-in that holds.
 *
 * @param began when its caller signed in
 * @param expires when it ends by itself
 */
public record Session(Caller caller, Instant began, Instant expires) {}
