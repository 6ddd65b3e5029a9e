/** Bringing folders of completed transactions into a running archive. */
@NullMarked
package cn.cunzhen.api.ingest;

import org.jspecify.annotations.NullMarked;
