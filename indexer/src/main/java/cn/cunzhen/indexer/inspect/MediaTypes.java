package cn.cunzhen.indexer.inspect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which extensions go with which media type. An extension may stand with several. */
final class MediaTypes {
  private static final String TABLE =
      """
      application/pdf: pdf ai
      application/ofd: ofd
      image/jpeg: jpg jpeg jpe jfif
      image/png: png
      image/gif: gif
      image/bmp: bmp dib
      image/tiff: tif tiff
      image/jp2: jp2 j2k jpx
      image/webp: webp
      image/heic: heic heif
      image/svg+xml: svg
      image/vnd.adobe.photoshop: psd
      application/msword: doc dot wps wpt
      application/vnd.ms-excel: xls xlt et ett
      application/vnd.ms-powerpoint: ppt pot pps dps dpt
      application/vnd.ms-outlook: msg oft
      application/vnd.ms-works: wps
      application/vnd.visio: vsd
      application/x-mspublisher: pub
      application/x-ole-storage: doc xls ppt docx docm xlsx xlsm xlsb pptx pptm msg wps et dps db
      application/vnd.openxmlformats-officedocument.wordprocessingml.document: docx dotx docm dotm wps
      application/vnd.ms-word.document.macroEnabled.12: docm dotm
      application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: xlsx xltx xlsm xltm et
      application/vnd.ms-excel.sheet.macroEnabled.12: xlsm xltm xlam
      application/vnd.ms-excel.sheet.binary.macroEnabled.12: xlsb
      application/vnd.openxmlformats-officedocument.presentationml.presentation: pptx ppsx potx pptm dps
      application/vnd.ms-powerpoint.presentation.macroEnabled.12: pptm ppsm potm
      application/vnd.ms-visio.drawing: vsdx vsdm
      application/vnd.oasis.opendocument.text: odt ott
      application/vnd.oasis.opendocument.spreadsheet: ods ots
      application/vnd.oasis.opendocument.presentation: odp otp
      application/vnd.oasis.opendocument.graphics: odg
      application/epub+zip: epub
      application/vnd.etsi.asic-e+zip: asice sce
      application/vnd.etsi.asic-s+zip: asics scs
      application/zip: zip asice asics sce eep
      application/java-archive: jar war ear
      application/vnd.android.package-archive: apk
      application/x-7z-compressed: 7z
      application/vnd.rar: rar
      application/gzip: gz tgz
      application/x-bzip2: bz2
      application/x-xz: xz
      application/zstd: zst
      application/x-tar: tar
      application/rtf: rtf doc wps
      application/postscript: ps eps
      message/rfc822: eml msg mht mhtml raw
      application/mbox: mbox eml
      audio/mpeg: mp3
      audio/wav: wav
      video/mp4: mp4 m4v m4a mov 3gp
      video/x-msvideo: avi
      application/vnd.microsoft.portable-executable: exe dll scr com sys cpl ocx
      application/x-msi: msi
      text/html: html htm shtml
      application/xhtml+xml: xhtml html htm xml
      application/xml: xml xsd xsl xslt
      application/json: json
      text/csv: csv
      text/markdown: md
      text/css: css
      text/javascript: js
      text/plain: txt log text tsv ini conf
      """;

  private static final Map<String, Set<String>> BY_EXTENSION = new HashMap<>();
  private static final Set<String> PLAIN =
      Set.of("application/json", "text/csv", "text/markdown", "text/css", "text/javascript");

  static {
    for (String line : TABLE.lines().toList()) {
      String type = line.substring(0, line.indexOf(':'));
      for (String extension : line.substring(line.indexOf(':') + 2).split(" ", -1)) {
        BY_EXTENSION.computeIfAbsent(extension, key -> new HashSet<>()).add(type);
      }
    }
  }

  private MediaTypes() {}

  /** The kind of a text that has no beginning of its own. */
  static String plain(String extension) {
    Set<String> named = BY_EXTENSION.getOrDefault(extension, Set.of());
    return named.stream().filter(PLAIN::contains).findAny().orElse("text/plain");
  }

  /** Whether a name says one thing and the content another; an unknown extension says nothing. */
  static boolean disagrees(String extension, String mediaType) {
    Set<String> named = BY_EXTENSION.getOrDefault(extension, Set.of(mediaType));
    boolean bothText = isText(mediaType) && named.stream().anyMatch(MediaTypes::isText);
    return !named.contains(mediaType) && !bothText;
  }

  private static boolean isText(String type) {
    return switch (type) {
      case "application/xml", "application/xhtml+xml", "application/json", "message/rfc822" -> true;
      default -> type.startsWith("text/");
    };
  }
}
