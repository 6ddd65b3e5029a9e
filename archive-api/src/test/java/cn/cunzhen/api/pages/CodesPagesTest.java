package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of an app, from setting them up to ending them, in a browser. */
class CodesPagesTest extends OnTheSite {
  private static final String PASSWORD = "first-password";
  private static final TimeBasedOneTimePasswordGenerator APP =
      new TimeBasedOneTimePasswordGenerator();

  @ParameterizedTest
  @CsvSource({"zh, 1280, 登录, 停用动态验证码", "en, 360, Sign in, Stop asking for codes"})
  void codesAreSetUpAskedForAndEnded(String language, int width, String signIn, String end)
      throws Exception {
    String name = "sun." + language;
    site.node()
        .node()
        .accounts()
        .put(new Caller(name, Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
    Page page = site.visit(width);
    page.navigate("/signin?to=%2Fme");
    if (language.equals("en")) {
      page.getByText("English").first().click();
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      page.navigate("/signin?to=%2Fme");
    }
    signIn(page, name);
    page.locator("a[href='/me/codes']").click();
    assertThat(PageFaults.of(page)).isEmpty();
    SecretKeySpec secret = secret(page);
    assertThat(scanned(page))
        .isEqualTo(
            "otpauth://totp/Cunzhen:%s?secret=%s&issuer=Cunzhen"
                .formatted(name, new Base32().encodeToString(secret.getEncoded())));

    page.locator("#code").fill("000000");
    page.locator("#present").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    assertThat(page.locator("#code")).isFocused();
    assertThat(secret(page)).isEqualTo(secret);
    // The code before the present one counts too: so the present one is left for signing in.
    page.locator("#code").fill(code(secret, -1));
    page.locator("#present").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
    assertThat(PageFaults.of(page)).isEmpty();

    page.locator("form[action='/signout'] button").first().click();
    page.navigate("/signin?to=%2Fme");
    signIn(page, name);
    assertThat(page.locator("#code")).isFocused();
    assertThat(PageFaults.of(page)).isEmpty();
    page.locator("#code").fill("12345");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    page.locator("#code").fill(code(secret, 0));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(signIn).setExact(true))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*/me"));

    assertThat(api(name, "")).isEqualTo("403 /problems/code-required");
    assertThat(api(name, "000000")).isEqualTo("401 /problems/unauthenticated");
    page.locator("#code").fill(code(secret, 1));
    page.locator("#password").fill(PASSWORD);
    page.getByText(end).last().click();
    assertThat(page.getByRole(AriaRole.STATUS)).isVisible();
    assertThat(page.locator("a[href='/me/codes']")).isVisible();
    assertThat(api(name, "")).startsWith("201");
  }

  private static void signIn(Page page, String name) {
    page.locator("#username").fill(name);
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");
  }

  private static SecretKeySpec secret(Page page) {
    String typed = page.locator(".secret").textContent().replace(" ", "");
    return new SecretKeySpec(new Base32().decode(typed), "HmacSHA1");
  }

  private static String code(SecretKeySpec secret, int steps) throws Exception {
    return APP.generateOneTimePasswordString(secret, Instant.now().plusSeconds(30L * steps));
  }

  /** What a phone's camera reads. */
  private static String scanned(Page page) throws Exception {
    byte[] picture = page.locator("svg.code").screenshot();
    var image = ImageIO.read(new ByteArrayInputStream(picture));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    var bitmap = new BinaryBitmap(new HybridBinarizer(source));
    return new QRCodeReader().decode(bitmap).getText();
  }

  /** Status and type of what a program is answered. */
  private static String api(String name, String code) throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode body = json.createObjectNode().put("username", name).put("password", PASSWORD);
    if (!code.isEmpty()) {
      body.put("code", code);
    }
    HttpResponse<String> answer =
        site.node()
            .send(
                HttpRequest.newBuilder(site.node().uri("/api/v1/sessions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body.toString())));
    return answer.statusCode() + " " + json.readTree(answer.body()).path("type").asText();
  }
}
