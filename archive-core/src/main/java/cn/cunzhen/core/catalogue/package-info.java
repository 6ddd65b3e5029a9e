/** The catalogue of service items (事项目录): which there are, and what each asks for. */
@NullMarked
package cn.cunzhen.core.catalogue;

import org.jspecify.annotations.NullMarked;
