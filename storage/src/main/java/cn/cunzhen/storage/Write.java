package cn.cunzhen.storage;

/**
 * How a conditional write ended.
 *
 * <p>{@link Refused} is not proof that the value was not written: a repeated request may have met
 * its own first success, and a request that seemed lost may still be carried out. Only reading the
 * head again tells.
 */
public sealed interface Write {
  /** The value is on stable storage and has this version. */
  record Done(Version version) implements Write {}

  /** The store said that the condition did not hold. */
  record Refused() implements Write {}

  /** The store did not say, or said something else. */
  record Unknown(StorageException cause) implements Write {}
}
