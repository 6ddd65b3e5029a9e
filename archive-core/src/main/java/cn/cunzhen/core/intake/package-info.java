/** Intake: from a submission to a validated transaction, every fault named. */
@NullMarked
package cn.cunzhen.core.intake;

import org.jspecify.annotations.NullMarked;
