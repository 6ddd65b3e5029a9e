package cn.cunzhen.api.client;

import cn.cunzhen.storage.Bytes;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A transaction as multipart/form-data (RFC 7578): its JSON, then its files, streamed from where
 * they lie.
 *
 * @param size of the files, in bytes
 */
public record TransactionForm(Bytes submission, List<FilePart> files, long size, String boundary) {
  public TransactionForm {
    files = List.copyOf(files);
  }

  /**
   * A file of the form.
   *
   * @param name what the submission calls it
   */
  public record FilePart(String name, Path content) {}

  public static TransactionForm of(Bytes submission, List<FilePart> files, long size) {
    return new TransactionForm(submission, files, size, UUID.randomUUID().toString());
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() throws FileNotFoundException {
    List<BodyPublisher> parts = new ArrayList<>();
    parts.add(text(head("transaction")));
    parts.add(BodyPublishers.ofByteArray(submission.toArray()));
    for (FilePart file : files) {
      parts.add(text("\r\n" + head(file.name())));
      parts.add(BodyPublishers.ofFile(file.content()));
    }
    parts.add(text("\r\n--" + boundary + "--\r\n"));
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }

  private String head(String name) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n"
        .formatted(boundary, name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A"));
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
