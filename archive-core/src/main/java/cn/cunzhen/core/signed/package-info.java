/**
 * What came signed: verdicts on the signatures inside of submitted files, and how they are made.
 */
@NullMarked
package cn.cunzhen.core.signed;

import org.jspecify.annotations.NullMarked;
