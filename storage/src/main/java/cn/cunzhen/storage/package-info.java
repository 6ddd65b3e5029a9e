/**
 * The first floor: objects and heads, and nothing about what they mean.
 *
 * <p>{@link cn.cunzhen.storage.Objects} holds the many things that never change, {@link
 * cn.cunzhen.storage.Heads} the few that do. Their Javadoc is the contract; one suite holds every
 * implementation to it.
 */
@NullMarked
package cn.cunzhen.storage;

import org.jspecify.annotations.NullMarked;
