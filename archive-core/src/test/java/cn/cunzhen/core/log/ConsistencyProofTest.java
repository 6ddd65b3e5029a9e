package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsistencyProofTest {
  private static final int SIZES = 256;
  private static final ReferenceTree TREE = ReferenceTree.of(SIZES);
  private static final ReferenceTree SHORT = ReferenceTree.of(41);

  @Test
  void everyPairOfSizesTo256IsProvedByTheProofThatTheDefinitionGives() {
    for (int newer = 1; newer <= SIZES; newer++) {
      for (int older = 1; older <= newer; older++) {
        ConsistencyProof proof = ConsistencyProof.of(older, newer, TREE);

        assertThat(proof).isEqualTo(new ConsistencyProof(older, newer, TREE.proof(older, newer)));
        assertThat(proof.proves(TREE.mth(0, older), TREE.mth(0, newer)))
            .as(proof.toString())
            .isTrue();
      }
    }
  }

  @Test
  void noOtherSizeOrRootIsProvedByTheSameHashes() {
    for (int newer = 1; newer <= 40; newer++) {
      for (int older = 1; older <= newer; older++) {
        List<Sha256> hashes = SHORT.proof(older, newer);
        Sha256 oldRoot = SHORT.mth(0, older);
        Sha256 newRoot = SHORT.mth(0, newer);

        for (int other = 1; other <= 41; other++) {
          if (other != older) {
            assertThat(new ConsistencyProof(other, newer, hashes).proves(oldRoot, newRoot))
                .isFalse();
            assertThat(
                    new ConsistencyProof(older, newer, hashes).proves(SHORT.mth(0, other), newRoot))
                .isFalse();
          }
          if (other != newer) {
            assertThat(
                    new ConsistencyProof(older, newer, hashes).proves(oldRoot, SHORT.mth(0, other)))
                .isFalse();
            assertThat(
                    new ConsistencyProof(older, other, hashes).proves(oldRoot, SHORT.mth(0, other)))
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void everyMutationOfASmallProofIsRefused() {
    for (int newer = 1; newer <= 12; newer++) {
      for (int older = 1; older <= newer; older++) {
        Sha256 oldRoot = TREE.mth(0, older);
        Sha256 newRoot = TREE.mth(0, newer);

        for (List<Sha256> mutant :
            Mutations.of(TREE.proof(older, newer), List.of(oldRoot, newRoot))) {
          assertThat(new ConsistencyProof(older, newer, mutant).proves(oldRoot, newRoot)).isFalse();
        }
      }
    }
  }

  @Test
  void hashesThatEndBelowTheRootOrGoBeyondItAreRefused() {
    Sha256 oldRoot = TREE.mth(0, 1);
    List<Sha256> hashes = TREE.proof(1, 8);

    for (int length = 1; length <= 3; length++) {
      Sha256 reached = TREE.mth(0, 1 << length);
      List<Sha256> led = hashes.subList(0, length);
      assertThat(new ConsistencyProof(1, 1L << length, led).proves(oldRoot, reached)).isTrue();
      assertThat(new ConsistencyProof(1, 2L << length, led).proves(oldRoot, reached)).isFalse();
      assertThat(new ConsistencyProof(1, 1L << (length - 1), led).proves(oldRoot, reached))
          .isFalse();
    }
  }

  @Test
  void rootsThatAreSwappedOrChangedAreRefused() {
    for (int newer = 2; newer <= 12; newer++) {
      for (int older = 1; older < newer; older++) {
        ConsistencyProof proof = ConsistencyProof.of(older, newer, TREE);
        Sha256 oldRoot = TREE.mth(0, older);
        Sha256 newRoot = TREE.mth(0, newer);

        assertThat(proof.proves(newRoot, oldRoot)).isFalse();
        for (Sha256 mutant : Mutations.bits(oldRoot)) {
          assertThat(proof.proves(mutant, newRoot)).isFalse();
        }
        for (Sha256 mutant : Mutations.bits(newRoot)) {
          assertThat(proof.proves(oldRoot, mutant)).isFalse();
        }
      }
    }
  }

  @Test
  void everyTreeBeginsWithTheEmptyOneAndNeedsNoHashesToSaySo() {
    ConsistencyProof proof = ConsistencyProof.of(0, 7, TREE);

    assertThat(proof.hashes()).isEmpty();
    assertThat(proof.proves(TreeHash.EMPTY_ROOT, TREE.mth(0, 7))).isTrue();
    assertThat(proof.proves(TREE.mth(0, 1), TREE.mth(0, 7))).isFalse();
    assertThat(
            new ConsistencyProof(0, 7, List.of(TREE.mth(0, 1)))
                .proves(TreeHash.EMPTY_ROOT, TREE.mth(0, 7)))
        .isFalse();
  }

  @Test
  void equalSizesNeedEqualRootsAndNoHashes() {
    Sha256 root = TREE.mth(0, 1);
    ConsistencyProof empty = new ConsistencyProof(0, 0, List.of());

    assertThat(empty.proves(TreeHash.EMPTY_ROOT, TreeHash.EMPTY_ROOT)).isTrue();
    assertThat(empty.proves(TreeHash.EMPTY_ROOT, root)).isFalse();
    assertThat(empty.proves(root, root)).as("no tree without entries has that root").isFalse();
    assertThat(new ConsistencyProof(1, 1, List.of()).proves(root, root)).isTrue();
    assertThat(new ConsistencyProof(1, 1, List.of(root)).proves(root, root)).isFalse();
    assertThat(new ConsistencyProof(1, 2, List.of()).proves(root, root)).isFalse();
  }

  @Test
  void hostileNumbersAreRefusedWithoutAnException() {
    Sha256 root = TREE.mth(0, 1);
    long[] numbers = {Long.MIN_VALUE, -2, -1, 0, 1, 2, 3, 1L << 62, Long.MAX_VALUE};

    for (long older : numbers) {
      for (long newer : numbers) {
        for (int hashes = 0; hashes <= 70; hashes++) {
          ConsistencyProof proof =
              new ConsistencyProof(older, newer, Collections.nCopies(hashes, root));

          boolean proved = proof.proves(root, root);

          assertThat(proved)
              .as(proof.toString())
              .isEqualTo(older == newer && older > 0 && hashes == 0);
        }
      }
    }
  }

  @Test
  void noProofIsMadeThatATreeShrank() {
    assertThatThrownBy(() -> ConsistencyProof.of(6, 5, TREE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(-1, 5, TREE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
