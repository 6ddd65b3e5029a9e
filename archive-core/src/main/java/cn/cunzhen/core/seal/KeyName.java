package cn.cunzhen.core.seal;

import java.util.Arrays;
import java.util.Optional;

/** The keys of an archive, by the alias that each has in the key file. */
enum KeyName {
  /** Seals in suite P256, with its certificates. */
  SEAL("seal"),
  /** Seals in suite SM2, with its certificates. */
  SEAL_GM("seal-gm"),
  /** Seals in suite ML_DSA, with its certificates; archives made before 0.2 have none. */
  SEAL_PQ("seal-pq"),
  /** Signs time stamps (RFC 3161), with its certificates. */
  TSA("tsa"),
  /** Signs time stamps by SM2, with its certificates; archives made before 0.2 have none. */
  TSA_GM("tsa-gm"),
  /** Signs checkpoints: Ed25519. */
  LOG("log"),
  /** Signs the ledger's head: Ed25519. */
  COMMIT("commit"),
  /** Makes record ids: 32 bytes. */
  ID("id"),
  /** The built-in certification authority's P-256 root; not needed for anything but new keys. */
  CA("ca"),
  /** The built-in certification authority's SM2 root; the same. */
  CA_GM("ca-gm"),
  /** The built-in certification authority's ML-DSA root; the same. */
  CA_PQ("ca-pq");

  private final String alias;

  KeyName(String alias) {
    this.alias = alias;
  }

  static Optional<KeyName> ofAlias(String alias) {
    return Arrays.stream(values()).filter(name -> name.alias.equals(alias)).findFirst();
  }

  String alias() {
    return alias;
  }
}
