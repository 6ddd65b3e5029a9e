/** Slips of paper: what people take home from the window, drawn as PDF and printed from pages. */
@NullMarked
package cn.cunzhen.api.slip;

import org.jspecify.annotations.NullMarked;
