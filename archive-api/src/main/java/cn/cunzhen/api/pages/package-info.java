/** Pages: what people see, rendered here, in Chinese and in English. */
@NullMarked
package cn.cunzhen.api.pages;

import org.jspecify.annotations.NullMarked;
