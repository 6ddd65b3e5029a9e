/**
 * Reads the archive again and says what is whole and what is not: all of it or a sample, at once or
 * as a job that lasts.
 */
@NullMarked
package cn.cunzhen.core.audit;

import org.jspecify.annotations.NullMarked;
