package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.record.Part;
import java.util.Set;

/**
 * A material (材料) that an item asks for or produces.
 *
 * @param parts where in the transaction it may stand; never empty
 * @param required whether a granted transaction lacks something without it
 * @param repeatable whether it may consist of several files
 * @param original whether the original is asked for, not a copy
 * @param mustScan whether paper is scanned at the window
 * @param pieces how many copies are asked for
 */
public record Material(
    String code,
    Label name,
    Set<Part> parts,
    boolean required,
    boolean repeatable,
    boolean original,
    boolean mustScan,
    int pieces) {
  public Material {
    parts = Set.copyOf(parts);
  }
}
