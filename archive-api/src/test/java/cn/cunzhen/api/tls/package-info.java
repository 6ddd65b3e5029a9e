@NullMarked
package cn.cunzhen.api.tls;

import org.jspecify.annotations.NullMarked;
