/** Configuration: one file, environment overrides, validated before anything starts. */
@NullMarked
package cn.cunzhen.api.config;

import org.jspecify.annotations.NullMarked;
