package cn.cunzhen.storage.memory;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.Store;
import java.time.Clock;

/**
 * A store that lasts as long as its process, and that holds its callers to the contract.
 *
 * <p>Other bytes under the key of an object, a key that is a folder of another, and a head's value
 * that recurs are defects of the caller which other stores can't always see; this one refuses them.
 */
public final class MemoryStore implements Store {
  private final MemoryObjects objects;
  private final MemoryHeads heads;

  public MemoryStore(Clock clock) {
    this.objects = new MemoryObjects(clock);
    this.heads = new MemoryHeads(clock);
  }

  @Override
  public Objects objects() {
    return objects;
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public String describe() {
    return "memory";
  }

  /** Nothing to let go of: what it holds stays readable. */
  @Override
  public void close() {}
}
