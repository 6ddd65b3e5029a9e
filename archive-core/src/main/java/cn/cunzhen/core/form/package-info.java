/** What is handed in as JSON or YAML: read field by field, every fault named. */
@NullMarked
package cn.cunzhen.core.form;

import org.jspecify.annotations.NullMarked;
