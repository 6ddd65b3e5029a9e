package cn.cunzhen.api.config;

import java.util.Locale;

/**
 * Every key that the configuration knows, with its default and what it means.
 *
 * <p>In the file a key is written as {@link #key()}; in the environment as {@link #variable()},
 * which wins.
 */
public enum Setting {
  HTTP_PORT("8080", "TCP port", "HTTP 端口"),
  HTTP_HOST("127.0.0.1", "address to listen on", "监听地址"),
  HTTP_ADDRESS(
      "",
      "address by which people reach this archive, such as https://archive.example; stands in the"
          + " QR codes of certified copies; empty: the one that is listened on",
      "公众访问本系统的网址，印在核证副本的二维码中；留空则为监听地址"),
  HTTP_PROXIES(
      "",
      "addresses and networks of reverse proxies, separated by commas, such as 10.1.2.0/24, whose"
          + " X-Forwarded-For is believed",
      "反向代理的地址或网段，以逗号分隔，如 10.1.2.0/24；其 X-Forwarded-For 视为可信"),
  HTTP_TLS_CERTIFICATE(
      "",
      "PEM file with the server's certificate and then its issuers', to speak TLS 1.3; empty: plain"
          + " HTTP",
      "服务器证书文件（PEM，先本机证书、后各级签发者），用于 TLS 1.3；留空则为明文 HTTP"),
  HTTP_TLS_KEY(
      "",
      "PEM file with its private key (PKCS#8, EC or RSA), which others can't read",
      "上述证书的私钥文件（PEM，PKCS#8，EC 或 RSA），其他用户不得读取"),
  DATA("data", "folder for all that this node keeps", "本节点的数据目录"),
  STORE(
      "",
      "file:<folder> or s3://<bucket>?endpoint=<url>&region=<r>&heads=<bucket>; empty: the folder"
          + " store beneath data",
      "存储位置：file:<目录> 或 s3://<桶>?…；留空则用数据目录下的 store"),
  S3_ACCESS_KEY("", "access key of the S3 store", "S3 访问键"),
  S3_SECRET_KEY("", "secret key of the S3 store", "S3 密钥"),
  KEYS("", "PKCS#12 file with the archive's keys; empty: keys.p12 beneath data", "密钥文件"),
  KEYS_PASSWORD_FILE("", "file with the password of the key file", "密钥文件的口令文件"),
  NODE("n", "name of this node, 1 to 20 of [a-z0-9]", "节点名称"),
  CATALOGUE("", "YAML file with the service items; empty: the built-in sample", "事项目录文件"),
  PLACES(
      "",
      "YAML file with the names of regions and agencies; empty: the built-in ones",
      "行政区划和经办机构名称文件"),
  SM("true", "whether to digest with SM3 and seal with SM2 as well", "是否同时使用国密 SM2/SM3"),
  POST_QUANTUM(
      "false",
      "whether to seal with ML-DSA as well, which takes some 9 KB more for each record",
      "是否另加抗量子的 ML-DSA 签章（每件约多 9 KB）"),
  LIMIT_FILES("500", "files in one transaction", "每件办件的文件数上限"),
  LIMIT_FILE_BYTES("2147483648", "bytes in one file", "单个文件字节上限"),
  LIMIT_TOTAL_BYTES("8589934592", "bytes in all files of one transaction", "每件办件总字节上限"),
  LIMIT_RECORDS_HOUR(
      "300", "records that one person of staff may open in an hour", "每名工作人员一小时可打开的档案件数上限"),
  LIMIT_RECORDS_DAY("1500", "the same in a day", "每名工作人员一天可打开的档案件数上限"),
  LIMIT_CALLS_ACCOUNT(
      "200", "calls a second by one account, ten seconds' at once", "单个账号每秒调用次数上限，可一次用完十秒的"),
  LIMIT_CALLS_NETWORK(
      "100", "the same from one network, by those who have not signed in", "同一网络未登录者每秒调用次数上限"),
  TEXT_PROCESSES(
      "1",
      "processes that read text from files; 0: no text is read on this node",
      "文本提取进程数；0 表示本节点不提取"),
  TEXT_SECONDS("60", "seconds that reading one file may take", "单个文件文本提取的秒数上限"),
  PAGE_PROCESSES("2", "processes that draw pages of files", "页面绘制进程数"),
  PAGE_SECONDS("20", "seconds that drawing one page may take", "单个页面绘制的秒数上限"),
  PAGE_CACHE_BYTES("1073741824", "bytes on disk for pages that were drawn", "已绘制页面的缓存字节上限"),
  COPY_PAGES("200", "pages in one certified copy", "单份核证副本的页数上限"),
  TEXT_PICTURE_SECONDS(
      "300",
      "seconds that a processor may spend on recognising one file's pictures; 0: none is recognised",
      "识别单个文件中图像文字的处理器秒数上限；0 表示不识别"),
  PAGE_OFFICE(
      "true",
      "whether office documents are shown as LibreOffice prints them, where it is installed",
      "是否用本机 LibreOffice 显示办公文档"),
  STAMP_AUTHORITY(
      "",
      "URL of an RFC 3161 time-stamp authority; empty: the archive's own, which proves order only",
      "RFC 3161 时间戳机构网址；留空则用内置时间戳（只能证明先后）"),
  STAMP_ANCHORS(
      "", "PEM file with the roots that the authority's certificates lead to", "时间戳机构的根证书文件（PEM）"),
  STAMP_SECONDS("10", "seconds from one time stamp to the next", "两次时间戳之间的秒数"),
  VALIDATION_HOSTS(
      "",
      "hosts on private addresses, separated by commas, that revocation lists and answers may be"
          + " fetched from; others on public addresses need not be named",
      "可获取吊销列表和状态应答的内网主机，以逗号分隔；公网主机无须列出"),
  WITNESS_POLICY(
      "",
      "trust policy (C2SP tlog-policy) with the witnesses of the ledger; empty: none",
      "账本见证方的信任策略文件（C2SP tlog-policy）；留空则无见证方"),
  WITNESS_SECONDS("10", "seconds from one round of cosignatures to the next", "两次会签之间的秒数"),
  SIGNATURE_ANCHORS(
      "",
      "PEM file with the roots that are believed for signatures inside of submitted files; empty:"
          + " none, so that none of them passes",
      "文件内签名所信任的根证书文件（PEM）；留空则无一通过"),
  SESSION_MINUTES("480", "minutes until a sign-in ends", "登录有效分钟数"),
  OIDC_ISSUER(
      "",
      "issuer of the OpenID provider at which people may sign in, such as https://id.example; empty:"
          + " none",
      "可供登录的 OpenID 身份认证服务的签发者网址，如 https://id.example；留空则无"),
  OIDC_CLIENT("", "the archive's client id at the OpenID provider", "本系统在身份认证服务中的客户端标识"),
  OIDC_CLIENT_SECRET_FILE("", "file with the client's secret; empty: none", "客户端密钥文件；留空则无"),
  OIDC_CLIENT_KEY_FILE(
      "",
      "file with the client's private key (JWK), in place of a secret; empty: none",
      "客户端私钥文件（JWK），用以代替密钥；留空则无"),
  OIDC_AUDIENCE(
      "", "audience that access tokens must name; empty: the client id", "访问令牌须指明的受众；留空则为客户端标识"),
  OIDC_SCOPE("openid", "what is asked for at sign-in, by blanks", "登录时请求的范围，以空格分隔"),
  OIDC_CLAIMS(
      "",
      "YAML file that says who somebody is here by what the OpenID provider claims",
      "说明如何按身份认证服务的声明确定角色和身份的文件（YAML）"),
  OIDC_MINUTES(
      "10",
      "minutes after which the OpenID provider is asked again what somebody may; 1 to 30",
      "隔多少分钟再次向身份认证服务核实权限；1 至 30");

  private final String preset;
  private final String english;
  private final String chinese;

  Setting(String preset, String english, String chinese) {
    this.preset = preset;
    this.english = english;
    this.chinese = chinese;
  }

  /** Its name in the configuration file, such as {@code http.port}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Its name in the environment, such as {@code ARCHIVE_HTTP_PORT}. */
  public String variable() {
    return "ARCHIVE_" + name();
  }

  public String preset() {
    return preset;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return this == S3_ACCESS_KEY || this == S3_SECRET_KEY;
  }
}
