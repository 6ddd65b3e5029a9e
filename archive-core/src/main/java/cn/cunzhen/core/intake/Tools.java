package cn.cunzhen.core.intake;

import org.jspecify.annotations.Nullable;

/**
 * What the checks of intake are made with; reports of checks name it.
 *
 * @param codeVersion the version of this software
 * @param scanner name and version of the malware scanner; null where none is in use
 */
public record Tools(String codeVersion, @Nullable String scanner) {}
