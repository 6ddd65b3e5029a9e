package cn.cunzhen.api.pages;

import com.fasterxml.jackson.databind.JsonNode;

/** A sample that is in the archive, and what was submitted. */
record ArchivedSample(String record, JsonNode submission) {
  String holder() {
    return submission.path("holders").path(0).path("name").asText();
  }

  /** Whether it is about a person, whose number not everyone may see. */
  boolean personal() {
    return submission.path("holders").path(0).path("idType").asText().equals("resident-id");
  }

  String number() {
    JsonNode holder = submission.path("holders").path(0);
    return holder.path("idNumber").asText(holder.path("uscc").asText());
  }

  String transaction() {
    return submission.path("transactionId").asText();
  }

  int files() {
    return submission.path("files").size();
  }

  String fileName(int n) {
    return submission.path("files").path(n - 1).path("fileName").asText();
  }
}
