package cn.cunzhen.core.catalogue;

import cn.cunzhen.core.form.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A catalogue file can't be used; carries every fault in it. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final transient List<Located> faults;

  /**
   * A fault and the item that it stands in.
   *
   * @param item the item's code; empty outside an item, or where the code itself is at fault
   */
  public record Located(String item, Fault fault) {}

  CatalogueException(String file, List<Located> faults) {
    super(faults.stream().map(each -> line(file, each)).collect(Collectors.joining("\n")));
    this.file = file;
    this.faults = List.copyOf(faults);
  }

  public String file() {
    return file;
  }

  public List<Located> faults() {
    return faults;
  }

  private static String line(String file, Located located) {
    String item = located.item().isEmpty() ? "" : " (" + located.item() + ")";
    Fault fault = located.fault();
    return file + item + " " + fault.pointer() + ": " + fault.en() + " " + fault.zh();
  }
}
