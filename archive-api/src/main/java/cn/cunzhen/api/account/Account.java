package cn.cunzhen.api.account;

import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A built-in account: a caller and the password that proves it.
 *
 * @param era what a session must have been opened in; random, and another whenever all are to end
 * @param first whether somebody else has chosen the password, so that it opens nothing until its
 *     holder has chosen another
 * @param code what has to be shown beside the password; null for nothing
 * @param keys by any of which a program shows who it is; where there are some, no password does
 * @param disabled whether nobody may sign in with it, or use a session of it, any more
 */
record Account(
    Caller caller,
    PasswordHash password,
    Bytes era,
    boolean first,
    @Nullable Code code,
    List<JWK> keys,
    boolean disabled) {
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  Account {
    if (!NAME.matcher(caller.account()).matches()) {
      throw new IllegalArgumentException("an account's name is 1 to 64 of [a-z0-9._-]");
    }
  }

  /**
   * Codes of an authenticator app.
   *
   * @param secret as {@link Codes#seal} gives it
   * @param used the step of the newest code that has counted
   */
  record Code(Bytes secret, long used) {}

  Account with(Caller changed) {
    return new Account(changed, password, era, first, code, keys, disabled);
  }

  /** With another password, and in another era. */
  Account with(PasswordHash changed, Bytes next, boolean isFirst) {
    return new Account(caller, changed, next, isFirst, code, keys, disabled);
  }

  Account with(@Nullable Code changed) {
    return new Account(caller, password, era, first, changed, keys, disabled);
  }

  /** With other keys, and in another era. */
  Account with(List<JWK> changed, Bytes next) {
    return new Account(caller, password, next, first, code, List.copyOf(changed), disabled);
  }

  Account inEra(Bytes next) {
    return new Account(caller, password, next, first, code, keys, disabled);
  }

  Account disabled(boolean changed) {
    return new Account(caller, password, era, first, code, keys, changed);
  }

  /**
   * @param nonce random, so that no two values of the account's object are ever equal
   */
  Bytes format(Bytes nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    CallerJson.put(json, caller);
    json.putObject("argon2id")
        .put("salt", password.salt().hex())
        .put("hash", password.hash().hex())
        .put("kibibytes", password.kibibytes())
        .put("passes", password.passes());
    json.put("era", era.hex());
    json.put("first", first);
    if (code != null) {
      json.putObject("code").put("secret", code.secret().hex()).put("used", code.used());
    }
    if (!keys.isEmpty()) {
      ArrayNode array = json.putArray("keys");
      keys.forEach(key -> array.add(key.toPublicJWK().toJSONString()));
    }
    json.put("disabled", disabled);
    json.put("nonce", nonce.hex());
    return CanonicalJson.format(json);
  }

  static Account parse(Bytes value) {
    JsonNode json = CanonicalJson.parse(value);
    JsonNode argon = json.path("argon2id");
    String salt = argon.path("salt").asText();
    return new Account(
        CallerJson.get(json),
        new PasswordHash(
            Bytes.ofHex(salt),
            Bytes.ofHex(argon.path("hash").asText()),
            argon.path("kibibytes").asInt(),
            argon.path("passes").asInt()),
        // An account without one was written before there were any; its password's salt served.
        Bytes.ofHex(json.path("era").asText(salt)),
        json.path("first").asBoolean(false),
        code(json.path("code")),
        keys(json.path("keys")),
        json.path("disabled").asBoolean(false));
  }

  private static List<JWK> keys(JsonNode json) {
    List<JWK> keys = new ArrayList<>();
    for (JsonNode each : json) {
      keys.add(
          PublicKeys.read(each.asText())
              .orElseThrow(() -> new IllegalArgumentException("an account with a broken key")));
    }
    return List.copyOf(keys);
  }

  private static @Nullable Code code(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new Code(Bytes.ofHex(json.path("secret").asText()), json.path("used").asLong());
  }
}
