package cn.cunzhen.api.pages;

import cn.cunzhen.api.slip.QrCode;
import cn.cunzhen.api.slip.Slip;

/** A receipt as its page shows it. */
public record ReceiptPage(String record, Slip slip) {
  public QrCode code() {
    return QrCode.of(slip.code());
  }
}
