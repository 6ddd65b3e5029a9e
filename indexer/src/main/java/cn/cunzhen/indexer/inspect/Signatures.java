package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How files begin. */
final class Signatures {
  private static final Look NOTHING_MORE = (file, report) -> {};
  private static final Look PROGRAM = (file, report) -> report.add(Finding.EXECUTABLE);
  private static final Look ACTIVE = (file, report) -> report.add(Finding.ACTIVE_CONTENT);

  private static final List<Signature> ALL =
      List.of(
          at(0, "255044462d", "application/pdf", PdfFile::look),
          at(0, "504b0304", ZipKind.ZIP, ZipArchive::look),
          at(0, "504b0506", ZipKind.ZIP, ZipArchive::look),
          at(0, "504b0708504b0304", ZipKind.ZIP, ZipArchive::look),
          at(0, "d0cf11e0a1b11ae1", OleFile.OLE, OleFile::look),
          at(0, "ffd8ff", "image/jpeg", Images::jpeg),
          at(0, "89504e470d0a1a0a", "image/png", Images::png),
          at(0, "474946383761", "image/gif", Images::gif),
          at(0, "474946383961", "image/gif", Images::gif),
          at(0, "49492a00", "image/tiff", Tiff::look),
          at(0, "4d4d002a", "image/tiff", Tiff::look),
          at(0, "49492b00", "image/tiff", NOTHING_MORE),
          at(0, "4d4d002b", "image/tiff", NOTHING_MORE),
          at(0, "0000000c6a5020200d0a870a", "image/jp2", Images::jp2),
          at(0, "ff4fff51", "image/jp2", NOTHING_MORE),
          at(8, "57454250", "image/webp", NOTHING_MORE),
          at(4, "6674797068656963", "image/heic", NOTHING_MORE),
          at(0, "38425053", "image/vnd.adobe.photoshop", NOTHING_MORE),
          at(0, "7b5c727466", "application/rtf", NOTHING_MORE),
          at(0, "25215053", "application/postscript", ACTIVE),
          at(0, "377abcaf271c", "application/x-7z-compressed", Compressed::sevenZip),
          at(0, "526172211a0700", "application/vnd.rar", Compressed::rar4),
          at(0, "526172211a070100", "application/vnd.rar", Compressed::rar5),
          at(0, "1f8b08", "application/gzip", Compressed::gzip),
          at(0, "fd377a585a00", "application/x-xz", Compressed::xz),
          at(0, "425a68", "application/x-bzip2", NOTHING_MORE),
          at(0, "28b52ffd", "application/zstd", NOTHING_MORE),
          at(257, "7573746172", "application/x-tar", NOTHING_MORE),
          at(0, "7f454c46", "application/x-elf", PROGRAM),
          at(0, "feedface", "application/x-mach-binary", PROGRAM),
          at(0, "feedfacf", "application/x-mach-binary", PROGRAM),
          at(0, "cefaedfe", "application/x-mach-binary", PROGRAM),
          at(0, "cffaedfe", "application/x-mach-binary", PROGRAM),
          at(0, "cafebabe", "application/java-vm", PROGRAM),
          at(0, "6465780a", "application/vnd.android.dex", PROGRAM),
          at(0, "0061736d01000000", "application/wasm", PROGRAM),
          at(0, "4c0000000114020000000000c000000000000046", "application/x-ms-shortcut", PROGRAM),
          at(0, "435753", "application/x-shockwave-flash", ACTIVE),
          at(0, "465753", "application/x-shockwave-flash", ACTIVE),
          at(0, "495453460300", "application/vnd.ms-htmlhelp", ACTIVE),
          at(0, "494433", "audio/mpeg", NOTHING_MORE),
          at(8, "57415645", "audio/wav", NOTHING_MORE),
          at(8, "41564920", "video/x-msvideo", NOTHING_MORE),
          at(4, "66747970", "video/mp4", NOTHING_MORE));

  private Signatures() {}

  /** The first that the file begins with. */
  static Optional<Signature> of(BoundedFile file) throws IOException, BoundReached {
    for (Signature signature : ALL) {
      if (file.has(signature.offset, signature.bytes)) {
        return Optional.of(signature);
      }
    }
    return Optional.empty();
  }

  private static Signature at(int offset, String hex, String mediaType, Look look) {
    return new Signature(offset, HexFormat.of().parseHex(hex), mediaType, look);
  }

  /** Bytes at a fixed place, what they mean, and how to look on. */
  static final class Signature implements Look {
    private final int offset;
    private final byte[] bytes;
    private final String mediaType;
    private final Look look;

    private Signature(int offset, byte[] bytes, String mediaType, Look look) {
      this.offset = offset;
      this.bytes = bytes;
      this.mediaType = mediaType;
      this.look = look;
    }

    @Override
    public void at(BoundedFile file, Report report) throws IOException, BoundReached {
      report.is(mediaType);
      look.at(file, report);
    }
  }
}
