package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;

/** Size and root: all that has to be known of a log to notice that it was changed. */
public record TreeHead(long size, Sha256 root) {}
