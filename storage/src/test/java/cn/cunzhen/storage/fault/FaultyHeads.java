package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.util.Optional;
import java.util.stream.Stream;

final class FaultyHeads implements Heads {
  private final Heads heads;
  private final Script script;

  FaultyHeads(Heads heads, Script script) {
    this.heads = heads;
    this.script = script;
  }

  @Override
  public Optional<Head> get(ObjectKey key) {
    return script.run(Operation.READ_HEAD, key.value(), Reply.of(() -> heads.get(key)));
  }

  @Override
  public Write putOnce(ObjectKey key, Bytes value) {
    return script.run(
        Operation.PUT_ONCE, key.value(), Reply.ofWrite(() -> heads.putOnce(key, value)));
  }

  @Override
  public Write swap(ObjectKey key, Version expected, Bytes value) {
    return script.run(
        Operation.SWAP, key.value(), Reply.ofWrite(() -> heads.swap(key, expected, value)));
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return script.run(
        Operation.LIST_HEADS, prefix, Reply.ofStream(() -> heads.list(prefix), Halves::of));
  }

  @Override
  public void delete(ObjectKey key) {
    script.run(Operation.DELETE_HEAD, key.value(), Reply.of(() -> heads.delete(key)));
  }
}
