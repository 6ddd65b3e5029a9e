package cn.cunzhen.api.pages;

import cn.cunzhen.api.account.Codes;
import cn.cunzhen.api.slip.QrCode;
import org.jspecify.annotations.Nullable;

/**
 * The page on which somebody's app learns what its codes are made of.
 *
 * @param fault why they were not set up; null where nobody tried
 */
public record CodesPage(String account, Codes.Proposal proposal, @Nullable Text fault) {
  private static final String ISSUER = "Cunzhen";
  private static final int GROUP = 4;

  public QrCode code() {
    return QrCode.of(proposal.uri(ISSUER, account));
  }

  public String ticket() {
    return proposal.ticket();
  }

  /** The secret in groups, as it is typed. */
  public String grouped() {
    return proposal.secret().replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
  }
}
