package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.inspect.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.jspecify.annotations.Nullable;

/**
 * Tells parsers a text's encoding: by its bytes if it is Chinese or UTF-8, else as it declares,
 * else by frequencies of letters.
 *
 * <p>Public because the parsers' configuration names it.
 */
public final class ChineseFirst implements EncodingDetector {
  private static final long serialVersionUID = 1L;
  private static final int BEGINNING = 1 << 16;

  @Override
  public @Nullable Charset detect(InputStream input, Metadata metadata) throws IOException {
    input.mark(BEGINNING);
    byte[] beginning = input.readNBytes(BEGINNING);
    input.reset();
    Optional<Charset> told = TextEncoding.of(beginning);
    if (told.isPresent()) {
      return told.get();
    }
    Charset declared = new HtmlEncodingDetector().detect(input, metadata);
    return declared == null ? new Icu4jEncodingDetector().detect(input, metadata) : declared;
  }
}
