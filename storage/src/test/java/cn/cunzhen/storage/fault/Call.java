package cn.cunzhen.storage.fault;

/**
 * One call that the store received.
 *
 * @param number counts all calls from 1
 * @param key the key or, for a listing, the prefix
 */
public record Call(int number, Operation operation, String key) {
  @Override
  public String toString() {
    return "call " + number + ", " + operation + " " + key;
  }
}
