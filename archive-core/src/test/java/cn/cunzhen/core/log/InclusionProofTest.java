package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InclusionProofTest {
  private static final int SIZES = 256;
  private static final ReferenceTree TREE = ReferenceTree.of(SIZES + 1);

  @Test
  void everyEntryOfEveryTreeTo256IsProvedByThePathThatTheDefinitionGives() {
    for (int size = 1; size <= SIZES; size++) {
      Sha256 root = TREE.mth(0, size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, TREE);

        assertThat(proof).isEqualTo(new InclusionProof(index, size, TREE.path(index, size)));
        assertThat(proof.proves(TREE.mth(index, index + 1), root)).as(proof.toString()).isTrue();
      }
    }
  }

  @Test
  void noOtherLeafIndexSizeOrRootIsProvedByTheSamePath() {
    for (int size = 1; size <= 40; size++) {
      for (int index = 0; index < size; index++) {
        List<Sha256> path = TREE.path(index, size);
        Sha256 leaf = TREE.mth(index, index + 1);
        Sha256 root = TREE.mth(0, size);

        for (int other = 0; other <= 40; other++) {
          if (other != index) {
            assertThat(new InclusionProof(other, size, path).proves(leaf, root)).isFalse();
            assertThat(
                    new InclusionProof(index, size, path).proves(TREE.mth(other, other + 1), root))
                .isFalse();
          }
          if (other != size) {
            assertThat(new InclusionProof(index, size, path).proves(leaf, TREE.mth(0, other)))
                .isFalse();
            assertThat(new InclusionProof(index, other, path).proves(leaf, TREE.mth(0, other)))
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void everyMutationOfASmallProofIsRefused() {
    for (int size = 1; size <= 12; size++) {
      for (int index = 0; index < size; index++) {
        Sha256 leaf = TREE.mth(index, index + 1);
        Sha256 root = TREE.mth(0, size);

        for (List<Sha256> mutant : Mutations.of(TREE.path(index, size), List.of(leaf, root))) {
          assertThat(new InclusionProof(index, size, mutant).proves(leaf, root)).isFalse();
        }
        for (Sha256 mutant : Mutations.bits(leaf)) {
          assertThat(InclusionProof.of(index, size, TREE).proves(mutant, root)).isFalse();
        }
      }
    }
  }

  @Test
  void aPathThatEndsBelowTheRootOrGoesBeyondItIsRefused() {
    Sha256 leaf = TREE.mth(0, 1);
    List<Sha256> path = TREE.path(0, 8);

    for (int length = 0; length <= 3; length++) {
      Sha256 reached = TREE.mth(0, 1 << length);
      List<Sha256> led = path.subList(0, length);
      assertThat(new InclusionProof(0, 1L << length, led).proves(leaf, reached)).isTrue();
      assertThat(new InclusionProof(0, 2L << length, led).proves(leaf, reached)).isFalse();
      if (length > 0) {
        assertThat(new InclusionProof(0, 1L << (length - 1), led).proves(leaf, reached)).isFalse();
      }
    }
  }

  @Test
  void theLastEntryOfALargerTreeIsNotProvedAsTheLastOfASmallerOne() {
    for (int size = 2; size <= 64; size *= 2) {
      List<Sha256> path = TREE.path(size - 1, size);
      Sha256 leaf = TREE.mth(size - 1, size);

      for (int smaller = 1; smaller < size; smaller *= 2) {
        InclusionProof proof = new InclusionProof(smaller - 1, smaller, path);
        assertThat(proof.proves(leaf, TREE.mth(0, size))).isFalse();
      }
    }
  }

  @Test
  void aNodeOfTheTreeIsNotProvedAsAnEntry() {
    Sha256 node = TREE.mth(0, 2);
    List<Sha256> path = TREE.path(0, 4).subList(1, 2);

    assertThat(new InclusionProof(0, 4, path).proves(node, TREE.mth(0, 4))).isFalse();
  }

  @Test
  void hostileNumbersAreRefusedWithoutAnException() {
    Sha256 leaf = TREE.mth(0, 1);
    long[] numbers = {Long.MIN_VALUE, -2, -1, 0, 1, 2, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    for (long index : numbers) {
      for (long size : numbers) {
        for (int hashes = 0; hashes <= 70; hashes++) {
          InclusionProof proof = new InclusionProof(index, size, Collections.nCopies(hashes, leaf));

          boolean proved = proof.proves(leaf, leaf);

          assertThat(proved).as(proof.toString()).isEqualTo(index == 0 && size == 1 && hashes == 0);
        }
      }
    }
  }

  @Test
  void noProofIsMadeForAnEntryThatTheTreeDoesNotHave() {
    assertThatThrownBy(() -> InclusionProof.of(5, 5, TREE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InclusionProof.of(-1, 5, TREE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InclusionProof.of(0, 0, TREE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
