package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.MultipartBody;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.ingest.IngestFault;
import cn.cunzhen.api.ingest.PostedList;
import cn.cunzhen.api.ingest.PostedTransaction;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.json.MalformedJsonException;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists of transactions: what is to be submitted of them, file by file. Nothing is kept. */
public final class ListCalls {
  private static final int LONGEST = 8 << 20;
  private static final String FILES = "files";
  private static final String LIST = "list";

  public List<Route> routes() {
    return List.of(
        Route.of(
                POST,
                "/api/v1/lists",
                SubmissionCalls.SUBMITTERS,
                "Read a list of transactions (CSV) whose files lie around it.")
            .takes(
                "multipart/form-data",
                "`files`: a JSON list of where the files lie as seen from the list's folder; then"
                    + " `list`: the list's bytes, UTF-8 or GB 18030; each at most 8 MiB")
            .gives(
                200,
                "application/json",
                "`transactions`: each with the `line` where it begins, and its `submission` and"
                    + " where its `files` lie, or its `faults`; `files`: those that the list names")
            .by(this::read));
  }

  private void read(Exchange exchange) throws IOException {
    MultipartBody body =
        MultipartBody.of(exchange.context().header("Content-Type"), exchange.body());
    Set<String> files = names(part(body, FILES));
    PostedList list = PostedList.read(part(body, LIST), files);
    ObjectNode json = Json.object();
    ArrayNode transactions = json.putArray("transactions");
    list.transactions().forEach(each -> transactions.add(json(each, exchange.language())));
    list.files().stream().sorted().forEach(json.putArray(FILES)::add);
    exchange.json(200, json);
  }

  private static byte[] part(MultipartBody body, String name) throws IOException {
    MultipartBody.Part part =
        body.next()
            .filter(next -> next.name().equals(name))
            .orElseThrow(() ->
                new Problem(ProblemCode.MALFORMED, "the form's parts are `files`, then `list`"));
    byte[] bytes = part.content().readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new Problem(ProblemCode.TOO_LARGE, "`" + name + "` has at most 8 MiB");
    }
    return bytes;
  }

  private static Set<String> names(byte[] part) {
    Set<String> names = new HashSet<>();
    try {
      UntrustedJson.parse(Bytes.of(part)).forEach(name -> names.add(name.asText()));
      return names;
    } catch (MalformedJsonException e) {
      throw new Problem(ProblemCode.MALFORMED, "`files`: " + e.getMessage());
    }
  }

  private static JsonNode json(PostedTransaction transaction, Language language) {
    ObjectNode json = Json.object().put("line", transaction.line());
    switch (transaction) {
      case PostedTransaction.Whole whole -> {
        json.set("submission", CanonicalJson.parse(whole.json()));
        ObjectNode files = json.putObject(FILES);
        whole.files().forEach(files::put);
      }
      case PostedTransaction.Unfit unfit -> {
        ArrayNode faults = json.putArray("faults");
        for (IngestFault fault : unfit.faults()) {
          faults
              .addObject()
              .put("where", fault.where())
              .put("code", Json.word(fault.kind()))
              .put("message", fault.message(Locale.forLanguageTag(language.tag())));
        }
      }
    }
    return json;
  }
}
