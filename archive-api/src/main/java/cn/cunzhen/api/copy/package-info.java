/** Certified copies on paper: what is chosen, the cover sheet, and the PDF that is then sealed. */
@NullMarked
package cn.cunzhen.api.copy;

import org.jspecify.annotations.NullMarked;
