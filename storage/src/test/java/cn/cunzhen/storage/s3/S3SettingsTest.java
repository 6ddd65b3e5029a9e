package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
  private static final S3Credentials CREDENTIALS = new S3Credentials("access", "secret");

  @Test
  void theSmallestLocationNamesBucketAndEndpoint() {
    S3Settings settings = parse("s3://archive?endpoint=http://127.0.0.1:9000");

    assertThat(settings)
        .isEqualTo(
            new S3Settings(
                URI.create("http://127.0.0.1:9000"),
                "us-east-1",
                "archive",
                "archive",
                false,
                CREDENTIALS,
                Patience.USUAL));
  }

  @Test
  void allParametersMayComeInAnyOrderAndPercentEncoded() {
    S3Settings settings =
        parse("s3://archive?create=true&heads=small&region=cn-1&endpoint=https%3A%2F%2Fs3.gov.cn");

    assertThat(settings.endpoint()).isEqualTo(URI.create("https://s3.gov.cn"));
    assertThat(settings.region()).isEqualTo("cn-1");
    assertThat(settings.heads()).isEqualTo("small");
    assertThat(settings.create()).isTrue();
  }

  @Test
  void aLocationIsReadBackAsItIsWritten() {
    for (String location :
        List.of(
            "s3://archive?endpoint=http://127.0.0.1:9000&region=us-east-1&heads=archive",
            "s3://archive?endpoint=https://s3.example.org&region=cn-1&heads=small&create=true",
            "s3://abc?endpoint=http://[::1]:80&region=r&heads=abc")) {
      assertThat(parse(location).location()).isEqualTo(location);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file:/archive",
        "s3://",
        "s3://archive",
        "s3://archive?",
        "s3://archive?endpoint=",
        "s3://archive?endpoint=127.0.0.1:9000",
        "s3://archive?endpoint=ftp://host",
        "s3://archive?endpoint=http://host/path",
        "s3://archive?endpoint=http://host?query",
        "s3://archive?endpoint=http://host:port",
        "s3://archive?endpoint=http://host&endpoint=http://host",
        "s3://archive?endpoint=http://host&bucket=other",
        "s3://archive?endpoint=http://host&create=yes",
        "s3://archive?endpoint=http://host&heads=Upper",
        "s3://archive?endpoint=http://host&heads=",
        "s3://archive?endpoint=http://host&region=",
        "s3://archive?endpoint=http://host&region",
        "s3://archive?endpoint=http://host&",
        "s3://archive?endpoint=http://host&region=%zz",
        "s3://ab?endpoint=http://host",
        "s3://archive/folder?endpoint=http://host"
      })
  void anythingElseIsRefused(String location) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(location));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://me:hush-hush@archive?endpoint=http://host",
        "s3://archive?endpoint=http://me:hush-hush@host",
        "s3://archive?endpoint=http://host&secret=hush-hush",
        "s3://archive?endpoint=http://host&region=hush-hush/",
        "hush-hush"
      })
  void aRefusalNeverRepeatsWhatItWasGiven(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(location))
        .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("hush"));
  }

  @Test
  void anAccountHasBothItsKeys() {
    assertThatIllegalArgumentException().isThrownBy(() -> new S3Credentials("", "secret"));
    assertThatIllegalArgumentException().isThrownBy(() -> new S3Credentials("access", " "));
  }

  private static S3Settings parse(String location) {
    return S3Settings.parse(location, CREDENTIALS);
  }
}
