package cn.cunzhen.core.ledger;

class MemoryRegisterTest extends RegisterContract {
  @Override
  protected Register open() {
    return new MemoryRegister();
  }
}
