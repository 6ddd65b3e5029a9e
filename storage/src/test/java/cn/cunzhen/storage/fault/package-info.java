/**
 * A store that fails as a test tells it to.
 *
 * <p>{@link cn.cunzhen.storage.fault.FaultyStore} is the way in; {@link
 * cn.cunzhen.storage.fault.FaultTable} lets every write of a scenario go wrong in every way.
 */
@NullMarked
package cn.cunzhen.storage.fault;

import org.jspecify.annotations.NullMarked;
