package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that can be done wrong to a list of hashes in one step. */
final class Mutations {
  private Mutations() {}

  /** Each bit flipped, each hash dropped, doubled, or swapped with another, each stranger added. */
  static List<List<Sha256>> of(List<Sha256> hashes, List<Sha256> strangers) {
    List<List<Sha256>> mutants = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      for (Sha256 flipped : bits(hashes.get(i))) {
        mutants.add(with(hashes, i, flipped));
      }
      mutants.add(without(hashes, i));
      mutants.add(inserted(hashes, i, hashes.get(i)));
      for (int j = i + 1; j < hashes.size(); j++) {
        List<Sha256> swapped = new ArrayList<>(hashes);
        Collections.swap(swapped, i, j);
        mutants.add(swapped);
      }
    }
    for (int i = 0; i <= hashes.size(); i++) {
      for (Sha256 stranger : strangers) {
        mutants.add(inserted(hashes, i, stranger));
      }
    }
    return mutants;
  }

  /** The hash with each of its bits flipped. */
  static List<Sha256> bits(Sha256 hash) {
    List<Sha256> mutants = new ArrayList<>();
    for (int bit = 0; bit < Sha256.SIZE * Byte.SIZE; bit++) {
      byte[] bytes = hash.bytes().toArray();
      bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      mutants.add(new Sha256(Bytes.of(bytes)));
    }
    return mutants;
  }

  private static List<Sha256> with(List<Sha256> hashes, int at, Sha256 hash) {
    List<Sha256> mutant = new ArrayList<>(hashes);
    mutant.set(at, hash);
    return mutant;
  }

  private static List<Sha256> without(List<Sha256> hashes, int at) {
    List<Sha256> mutant = new ArrayList<>(hashes);
    mutant.remove(at);
    return mutant;
  }

  private static List<Sha256> inserted(List<Sha256> hashes, int at, Sha256 hash) {
    List<Sha256> mutant = new ArrayList<>(hashes);
    mutant.add(at, hash);
    return mutant;
  }
}
