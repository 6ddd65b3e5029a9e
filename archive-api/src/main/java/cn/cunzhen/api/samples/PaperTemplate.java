package cn.cunzhen.api.samples;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of document says, from {@code papers.yaml}.
 *
 * @param title null where the material's name is its title
 * @param issuer the fact that says who seals it; null for the agency
 * @param columns of a table
 * @param text paragraphs; of tables and cards what they list
 */
record PaperTemplate(
    Layout layout,
    @Nullable String title,
    @Nullable String issuer,
    List<String> columns,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> text) {
  PaperTemplate {
    columns = List.copyOf(Objects.requireNonNullElse(columns, List.of()));
    text = List.copyOf(Objects.requireNonNullElse(text, List.of()));
  }

  /** How a document is put together. */
  enum Layout {
    FORM,
    LETTER,
    NOTICE,
    SLIP,
    TABLE,
    TEXT,
    CERTIFICATE,
    CHART,
    CARD,
    PHOTO
  }

  /** All of them by their materials' codes. */
  static Map<String, PaperTemplate> load() {
    return Yaml.read("papers.yaml", new TypeReference<Map<String, PaperTemplate>>() {});
  }

  /** The one for a material, or else the one that serves all others. */
  static PaperTemplate of(Map<String, PaperTemplate> templates, String material) {
    return templates.getOrDefault(material, Objects.requireNonNull(templates.get("other")));
  }
}
