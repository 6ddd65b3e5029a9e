package cn.cunzhen.api.pages;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.Session;
import cn.cunzhen.core.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's own sign-in, as their page shows it.
 *
 * @param agency by name; null for none
 * @param session null where the browser has none
 * @param codes whether a code of an app has to be shown beside the password
 * @param guardians those by which others stand for this person
 * @param done what has just been done; null for nothing
 * @param fault why the password was not changed; null where nobody tried
 * @param codeFault why codes were not ended; null where nobody tried
 */
public record MePage(
    Caller caller,
    @Nullable String agency,
    @Nullable Session session,
    boolean codes,
    List<GuardianshipLine> guardians,
    @Nullable Text done,
    @Nullable Text fault,
    @Nullable Text codeFault) {
  public MePage {
    guardians = List.copyOf(guardians);
  }

  /** Whether it is a built-in account, with a password of its own. */
  public boolean builtIn() {
    return Accounts.isName(caller.account());
  }
}
