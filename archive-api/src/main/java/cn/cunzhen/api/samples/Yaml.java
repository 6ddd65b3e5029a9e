package cn.cunzhen.api.samples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the data that come with this package. */
final class Yaml {
  private Yaml() {}

  static <T> T read(String file, TypeReference<T> type) {
    try (InputStream yaml = Yaml.class.getResourceAsStream(file)) {
      if (yaml == null) {
        throw new IllegalStateException("the archive was built without " + file);
      }
      return YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .readValue(yaml, type);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
