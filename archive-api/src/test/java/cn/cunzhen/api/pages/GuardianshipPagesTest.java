package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Registering a guardian at the window, and confirming it. */
class GuardianshipPagesTest extends OnTheSite {
  private static final String MOTHER = "460100198001010014";
  private static final String CHILD = "460100201006010018";

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void aClerkRegistersASupervisorConfirmsAndEitherEndsIt() {
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/guardianships");
    Locator form = clerk.locator("form[action='/guardianships']");
    form.getByLabel("监护人证件号码", exact()).fill(MOTHER);
    form.getByLabel("被监护人证件号码").fill("460100201006010019");
    form.getByLabel("核验的证明材料").fill("出生医学证明 T460000123");
    clerk.getByRole(AriaRole.BUTTON, named("提交主管确认")).click();

    assertThat(form.getByText("校验码不符")).isVisible();
    assertThat(form.getByLabel("核验的证明材料")).hasValue("出生医学证明 T460000123");
    draw(clerk, "guardianship-wrong");
    fits(clerk);
    form.getByLabel("被监护人证件号码").fill(CHILD);
    clerk.getByRole(AriaRole.BUTTON, named("提交主管确认")).click();
    assertThat(clerk.getByText("至 2028-05-31").first()).isVisible();

    Page supervisor = site.visit(PagesSite.DESK, "supervisor", "en");
    supervisor.navigate("/guardianships");
    draw(supervisor, "guardianship-answer");
    fits(supervisor);
    supervisor.getByRole(AriaRole.BUTTON, named("Confirm")).first().click();

    Page phone = site.visit(PagesSite.PHONE, "clerk");
    phone.navigate("/guardianships");
    phone.locator("#find-guardianIdNumber").fill("460100198001010015");
    phone.locator("form[action$=search] button").click();
    assertThat(phone.locator("form[action$=search]").getByText("校验码不符")).isVisible();
    assertThat(phone.locator("#new-guardianIdNumber")).hasValue("");
    phone.locator("#find-guardianIdNumber").fill(MOTHER);
    phone.locator("form[action$=search] button").click();
    assertThat(phone.getByText("有效").first()).isVisible();
    draw(phone, "guardianship-phone");
    fits(phone);
    site.node()
        .node()
        .accounts()
        .put(
            new Caller(
                "child", Role.CITIZEN, new Person(IdType.RESIDENT_ID, CHILD), null, null, Set.of()),
            "a-long-password");
    site.node().signIn("child", "a-long-password");
    Page child = site.visit(PagesSite.PHONE, "child");
    child.navigate("/me");
    assertThat(child.getByText("可代我查看档案的人")).isVisible();
    assertThat(child.getByText("有效").first()).isVisible();
    draw(child, "guardians-of-me");
    fits(child);

    phone.getByRole(AriaRole.BUTTON, named("终止")).first().click();
    phone.locator("#find-guardianIdNumber").fill(MOTHER);
    phone.locator("form[action$=search] button").click();
    assertThat(phone.getByText("已结束").first()).isVisible();
  }

  private static void fits(Page page) {
    Assertions.assertThat(PageFaults.of(page)).isEmpty();
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static void draw(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", name + ".png")));
  }
}
