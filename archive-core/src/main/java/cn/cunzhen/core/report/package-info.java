/**
 * Probative-value reports: all that speaks for a version of a record, as one value and one form.
 */
@NullMarked
package cn.cunzhen.core.report;

import org.jspecify.annotations.NullMarked;
