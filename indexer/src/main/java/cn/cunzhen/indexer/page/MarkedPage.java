package cn.cunzhen.indexer.page;

import cn.cunzhen.storage.Bytes;

/**
 * A page as it is sent, with the mark of its viewer.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 */
public record MarkedPage(String mediaType, Bytes content) {}
