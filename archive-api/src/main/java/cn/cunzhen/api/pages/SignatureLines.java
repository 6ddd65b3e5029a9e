package cn.cunzhen.api.pages;

import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says of the signatures inside of a file, a line for each.
 *
 * @param named whether it says who signed
 */
record SignatureLines(View view, boolean named) {
  private static final int MOST = 5;
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,+\\\\])+)");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  List<String> of(List<FileSignature> signatures) {
    List<String> lines = new ArrayList<>();
    signatures.stream().limit(MOST).map(this::line).forEach(lines::add);
    if (signatures.size() > MOST) {
      lines.add(view.t(Text.SIGNATURE_MORE, signatures.size() - MOST));
    }
    return lines;
  }

  private String line(FileSignature signature) {
    List<String> parts = new ArrayList<>();
    parts.add(verdict(signature));
    if (named && signature.signer() != null) {
      parts.add(view.t(Text.SIGNATURE_BY, name(signature.signer())));
    }
    if (signature.claimedTime() != null) {
      parts.add(view.t(Text.SIGNATURE_AT, view.minute(signature.claimedTime())));
    }
    switch (signature.covers()) {
      case BEGINNING -> parts.add(view.t(Text.SIGNATURE_BEGINNING));
      case PART -> parts.add(view.t(Text.SIGNATURE_PART));
      case WHOLE, UNKNOWN -> {}
    }
    return String.join(" · ", parts);
  }

  private String verdict(FileSignature signature) {
    Reason reason = signature.reason();
    if (reason == null) {
      return view.t(Text.SIGNATURE_VALID);
    }
    String why = view.language().choose(reason.chinese(), reason.english());
    return switch (reason.indication()) {
      case FAILED -> view.t(Text.SIGNATURE_FAILED, why);
      case PASSED, INDETERMINATE ->
          view.t(reason.intact() ? Text.SIGNATURE_INTACT : Text.SIGNATURE_UNKNOWN, why);
    };
  }

  /** The common name of the subject; where it has none, all of it. */
  private static String name(String subject) {
    Matcher found = COMMON_NAME.matcher(subject);
    return found.find() ? ESCAPED.matcher(found.group(1)).replaceAll("$1") : subject;
  }
}
