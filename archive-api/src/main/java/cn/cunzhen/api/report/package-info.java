/**
 * Probative-value reports on paper: their words in two languages, and the PDF that is then sealed.
 */
@NullMarked
package cn.cunzhen.api.report;

import org.jspecify.annotations.NullMarked;
