/** How sample documents look: sheets drawn once and written as PDF, as a scan or for an office. */
@NullMarked
package cn.cunzhen.api.samples.paper;

import org.jspecify.annotations.NullMarked;
