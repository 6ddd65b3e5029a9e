package cn.cunzhen.core.access;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An access as it is kept: RFC 8785 JSON on one line, with a salt, so that the leaf in the log says
 * nothing and stays provable when the body is lawfully erased.
 *
 * <p>The leaf is the digest of its open form, in which the caller's address is a salted digest too:
 * the holder of a record is shown that.
 */
public final class AccessBody {
  /** How long its salt is: half for the body, half for the address. */
  public static final int SALT = 32;

  private static final int HALF = SALT / 2;

  private final Access access;
  private final Bytes salt;
  private final Bytes line;

  /**
   * @param salt {@link #SALT} random bytes; 16 in a body of before, whose open form is itself
   */
  public AccessBody(Access access, Bytes salt) {
    if (salt.size() != SALT && salt.size() != HALF) {
      throw new IllegalArgumentException("the salt has 32 bytes, or 16");
    }
    this.access = access;
    this.salt = salt;
    ObjectNode json = json(access);
    put(json, "from", access.from());
    json.put("salt", salt.hex());
    this.line = CanonicalJson.format(json);
  }

  public Access access() {
    return access;
  }

  /** The line that is kept. */
  public Bytes format() {
    return line;
  }

  /** Whether its open form keeps the caller's address back; that of a body of before does not. */
  public boolean isOpenable() {
    return salt.size() == SALT;
  }

  /** What may be shown to whoever may know all but the caller's address; its digest is the leaf. */
  public Bytes open() {
    if (salt.size() == HALF) {
      return line;
    }
    String from = access.from() == null ? "" : access.from();
    Bytes salted = Bytes.joined(List.of(salt.slice(HALF, SALT), Bytes.utf8(from)));
    ObjectNode json = json(access);
    json.put("fromDigest", Sha256.of(salted).hex());
    json.put("salt", salt.slice(0, HALF).hex());
    return CanonicalJson.format(json);
  }

  private static ObjectNode json(Access access) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", access.at().toString());
    json.put("account", access.account());
    json.put("role", access.role().word());
    put(json, "agency", access.agency());
    put(json, "window", access.window());
    json.put("action", access.action().word());
    put(json, "record", access.record() == null ? null : access.record().value());
    if (access.file() != null) {
      json.put("file", access.file());
    }
    put(json, "purpose", access.purpose());
    json.put("outcome", access.outcome().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static AccessBody parse(Bytes line) {
    JsonNode json = CanonicalJson.parse(line);
    String record = text(json, "record");
    AccessBody body =
        new AccessBody(
            new Access(
                instant(json.path("at").asText()),
                json.path("account").asText(),
                Role.of(json.path("role").asText()),
                text(json, "agency"),
                text(json, "window"),
                Action.valueOf(json.path("action").asText().toUpperCase(Locale.ROOT)),
                record == null ? null : new RecordId(record),
                json.has("file") ? json.get("file").asInt() : null,
                text(json, "purpose"),
                Access.Outcome.valueOf(json.path("outcome").asText().toUpperCase(Locale.ROOT)),
                text(json, "from")),
            Bytes.ofHex(json.path("salt").asText()));
    if (!body.format().equals(line)) {
      throw new IllegalArgumentException("not an access as it is kept");
    }
    return body;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time: " + text, e);
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.get(name).asText() : null;
  }

  /** What stands in the log: the digest of the open form, in hexadecimal. */
  public Bytes leaf() {
    return leafOf(open());
  }

  /** What stands in the log for a body of this open form. */
  public static Bytes leafOf(Bytes open) {
    return Bytes.utf8(Sha256.of(open).hex());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessBody body && line.equals(body.line);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  @Override
  public String toString() {
    return "access " + leaf().utf8();
  }
}
