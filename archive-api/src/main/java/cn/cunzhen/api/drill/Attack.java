package cn.cunzhen.api.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What somebody does to an archive who holds its store. */
enum Attack {
  PAYLOAD("a bit of a file in a package", "改动档案包内文件的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.packages().getFirst(), 200);
    }
  },
  RECORD("a bit of record.json", "改动 record.json 的一位") {
    @Override
    void on(Site site) throws IOException {
      Path file = site.packages().getFirst();
      site.flip(file, Site.find(file, "\"formatVersion\""));
    }
  },
  SEAL("a bit of a seal", "改动签章的一位") {
    @Override
    void on(Site site) throws IOException {
      Path file = site.packages().getFirst();
      site.flip(file, Site.find(file, "metadata/seal.p7s") + 400);
    }
  },
  DIRECTORY("a bit of a package's directory", "改动档案包目录的一位") {
    @Override
    void on(Site site) throws IOException {
      Path file = site.packages().getFirst();
      site.flip(file, Files.size(file) - 10);
    }
  },
  TRUNCATED("the end of a package", "截去档案包末尾") {
    @Override
    void on(Site site) throws IOException {
      Path file = site.packages().getFirst();
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(content, content.length - 1));
    }
  },
  EXCHANGED("one record's package for another's", "互换两件档案的档案包") {
    @Override
    void on(Site site) throws IOException {
      site.exchange(site.packages().getFirst(), site.packages().getLast());
    }
  },
  DELETED("a record's package, gone", "删除档案包") {
    @Override
    void on(Site site) throws IOException {
      Files.delete(site.packages().getFirst());
    }
  },
  ENTRY_BIT("a bit of an entry of the ledger", "改动账本条目的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.bundle(), 120);
    }
  },
  ENTRIES_SWAPPED("two entries of the ledger, swapped", "调换两条账本条目") {
    @Override
    void on(Site site) throws IOException {
      List<byte[]> entries = site.entries();
      Collections.swap(entries, 10, 20);
      site.writeEntries(entries);
    }
  },
  ENTRY_DROPPED("an entry of the ledger, dropped", "删去一条账本条目") {
    @Override
    void on(Site site) throws IOException {
      List<byte[]> entries = site.entries();
      entries.remove(7);
      site.writeEntries(entries);
    }
  },
  TILE_BIT("a bit of a tile of the ledger's tree", "改动账本树块的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.tile(), 33);
    }
  },
  HEAD_BIT("a bit of the ledger's head", "改动账本头的一位") {
    @Override
    void on(Site site) throws IOException {
      String head = site.readHead();
      site.flip(site.head(), Site.find(site.head(), head.substring(head.length() / 2)));
    }
  },
  HEAD_SHORTENED("the newest entry, dropped from the head", "从账本头删去最新条目") {
    @Override
    void on(Site site) throws IOException {
      List<String> lines = new ArrayList<>(site.readHead().lines().toList());
      lines.remove(lines.size() - 2);
      site.writeHead(String.join("\n", lines) + "\n");
    }
  },
  REPLACED("a package and its entry, by somebody without the keys", "无密钥者同时替换档案包及其账本条目") {
    @Override
    void on(Site site) throws IOException {
      String head = site.readHead();
      int at = head.lastIndexOf("\"sha256\":\"") + 10;
      String changed = head.substring(0, at) + "0".repeat(64) + head.substring(at + 64);
      site.writeHead(changed);
      site.exchange(site.packages().getFirst(), site.packages().getLast());
    }
  },
  ROLLED_BACK("the store of yesterday", "存储回退到昨天") {
    @Override
    void on(Site site) throws IOException {
      site.rollBack();
    }
  },
  ROLLED_BACK_UNSEEN("the store of yesterday, and no node that remembers", "存储回退，且节点记忆被清除") {
    @Override
    void on(Site site) throws IOException {
      site.rollBackButStamps();
      site.forget();
    }
  },
  STAMP_BIT("a bit of a time stamp", "改动时间戳的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.stamps().getLast(), 300);
    }
  },
  STAMPS_EXCHANGED("the time stamps of two checkpoints, exchanged", "互换两个检查点的时间戳") {
    @Override
    void on(Site site) throws IOException {
      site.exchange(site.stamps().getFirst(), site.stamps().getLast());
    }
  },
  EVIDENCE_BIT("a bit of what evidence was made of", "改动证据摘要的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.evidence().getLast(), 100);
    }
  },
  EVIDENCE_GONE("a renewal of the evidence, gone", "删除一次证据续期") {
    @Override
    void on(Site site) throws IOException {
      Files.delete(site.evidence().getFirst());
    }
  },
  PARDON("the list of revoked certificates, as it was before", "换回吊销之前的证书吊销列表") {
    @Override
    void on(Site site) throws IOException, InterruptedException {
      site.pardon();
    }
  },
  STAMP_FORGED("a time stamp of an authority that nobody knows", "以陌生机构的时间戳替换") {
    @Override
    void on(Site site) throws IOException {
      site.forgeStamp();
    }
  },
  DERIVED_BIT("a bit of the text that is kept of a record", "改动已提取文本的一位") {
    @Override
    void on(Site site) throws IOException {
      site.flip(site.derived(), 60);
    }
  },
  DERIVED_STRANGER("text of a record that never was", "混入不存在档案的文本") {
    @Override
    void on(Site site) throws IOException {
      Path stranger = site.derived().resolveSibling("v1-" + "0".repeat(26) + "-text1-x");
      Files.writeString(stranger, "stranger", StandardCharsets.UTF_8);
      Site.age(stranger);
    }
  },
  PACKAGE_STRANGER("a package that no entry names", "混入账本没有的档案包") {
    @Override
    void on(Site site) throws IOException {
      Path file = site.packages().getFirst();
      Path stranger = file.resolveSibling("v9-" + "0".repeat(26) + ".zip");
      Files.copy(file, stranger);
      Site.age(stranger);
    }
  },
  REGISTER_BIT("a bit of the register", "改动登记簿的一位") {
    @Override
    void on(Site site) throws IOException {
      site.damageLucene("register");
    }
  },
  INDEX_BIT("a bit of the index", "改动索引的一位") {
    @Override
    void on(Site site) throws IOException {
      site.damageLucene("index");
    }
  },
  OTHER_KEYS("other keys", "更换密钥") {
    @Override
    void on(Site site) throws IOException {
      site.replaceKeys();
    }
  };

  private final String english;
  private final String chinese;

  Attack(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Does it. */
  abstract void on(Site site) throws IOException, InterruptedException;

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }
}
