package cn.cunzhen.core.witness;

import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.log.VerifierKey.Kind;
import cn.cunzhen.core.witness.TrustPolicy.Quorum;
import cn.cunzhen.core.witness.TrustPolicy.Witness;
import cn.cunzhen.storage.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a policy line after line: a line names only what stands before it. */
final class PolicyReader {
  private static final String NONE = "none";
  private static final int MOST_BYTES = 1 << 20;

  private final List<VerifierKey> logs = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable Quorum quorum;

  TrustPolicy read(Bytes file) {
    String text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
    if (file.size() > MOST_BYTES) {
      throw new IllegalArgumentException("a policy has at most " + MOST_BYTES + " bytes");
    }
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new IllegalArgumentException("each line of a policy ends in a newline");
    }
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t' && c != '\n') || c == 0x7f)) {
      throw new IllegalArgumentException("a policy has no control characters");
    }
    int number = 1;
    for (String line : text.split("\n", -1)) {
      try {
        read(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
      number++;
    }
    if (quorum == null) {
      throw new IllegalArgumentException("a policy has a line \"quorum\"");
    }
    return new TrustPolicy(logs, witnesses, quorum);
  }

  private void read(String line) {
    String[] items = line.replace('\t', ' ').strip().split(" +", -1);
    if (items[0].isEmpty() || items[0].startsWith("#")) {
      return;
    }
    switch (items[0]) {
      case "log" -> readLog(items);
      case "witness" -> readWitness(items);
      case "group" -> readGroup(items);
      case "quorum" -> readQuorum(items);
      default -> throw new IllegalArgumentException("not log, witness, group or quorum");
    }
  }

  private void readLog(String[] items) {
    requireItems(items, 2, 3);
    VerifierKey key = key(items[1], Kind.NOTE);
    if (logs.stream().anyMatch(log -> log.publicKey().equals(key.publicKey()))) {
      throw new IllegalArgumentException("the log is there twice");
    }
    logs.add(key);
  }

  private void readWitness(String[] items) {
    requireItems(items, 3, 4);
    VerifierKey key = key(items[2], Kind.COSIGNATURE);
    if (witnesses.stream().anyMatch(other -> other.key().publicKey().equals(key.publicKey()))) {
      throw new IllegalArgumentException("the witness is there twice");
    }
    name(items[1], new Quorum.One(key));
    witnesses.add(new Witness(items[1], key, items.length > 3 ? URI.create(items[3]) : null));
  }

  private void readGroup(String[] items) {
    requireItems(items, 4, Integer.MAX_VALUE);
    List<Quorum> of = Arrays.stream(items).skip(3).map(this::member).toList();
    int least =
        switch (items[2]) {
          case "any" -> 1;
          case "all" -> of.size();
          default -> decimal(items[2]);
        };
    if (least < 1 || least > of.size()) {
      throw new IllegalArgumentException("a group of " + of.size() + " has no " + least);
    }
    name(items[1], new Quorum.Several(least, of));
  }

  private void readQuorum(String[] items) {
    requireItems(items, 2, 2);
    if (quorum != null) {
      throw new IllegalArgumentException("a policy has one quorum");
    }
    quorum = items[1].equals(NONE) ? new Quorum.None() : known(items[1]);
  }

  private Quorum member(String name) {
    if (!members.add(name)) {
      throw new IllegalArgumentException(name + " is in a group already");
    }
    return known(name);
  }

  private Quorum known(String name) {
    Quorum known = named.get(name);
    if (known == null) {
      throw new IllegalArgumentException("nothing before is called " + name);
    }
    return known;
  }

  private void name(String name, Quorum means) {
    if (name.equals(NONE) || named.putIfAbsent(name, means) != null) {
      throw new IllegalArgumentException("something else is called " + name);
    }
  }

  private static VerifierKey key(String line, Kind kind) {
    VerifierKey key = VerifierKey.parse(line);
    if (key.kind() != kind) {
      throw new IllegalArgumentException("a key of another kind");
    }
    return key;
  }

  private static int decimal(String number) {
    if (!number.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("a group needs any, all, or a number");
    }
    return Integer.parseInt(number);
  }

  private static void requireItems(String[] items, int least, int most) {
    if (items.length < least || items.length > most) {
      throw new IllegalArgumentException(items[0] + " has another number of items");
    }
  }
}
