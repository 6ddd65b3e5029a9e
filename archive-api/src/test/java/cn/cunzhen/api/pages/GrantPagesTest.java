package cn.cunzhen.api.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sensitive record at the window: asked for, granted, read; and what the supervisor sees. */
class GrantPagesTest extends OnTheSite {
  private static ArchivedSample sensitive(String number) throws Exception {
    return site.archive(
        """
        {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
         "holders": [{"name": "符小海", "idType": "passport", "idNumber": "E98765432"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00",
         "outcome": "granted", "confidentiality": "sensitive",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                    "fileName": "工伤认定决定书.txt"}]}
        """
            .formatted(number),
        Map.of("f1", "工伤认定决定书".getBytes(StandardCharsets.UTF_8)));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void aClerkAsksASecondPersonGrantsAndTheFileOpens() throws Exception {
    ArchivedSample record = sensitive("G-20261123-01");
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/records/" + record.record());
    clerk.getByLabel("查阅目的").fill("办件 G-20261123-01");
    clerk.keyboard().press("Enter");
    assertThat(clerk.getByLabel("理由")).hasValue("办件 G-20261123-01");
    draw(clerk, "grant-ask");
    clerk.getByLabel("理由").fill("工伤待遇复核");
    clerk.getByRole(AriaRole.BUTTON, named("申请查阅")).click();
    assertThat(clerk.getByRole(AriaRole.STATUS)).containsText("已提交申请");

    Page archivist = site.visit(PagesSite.DESK, "archivist");
    archivist.navigate("/grants");
    assertThat(archivist.getByRole(AriaRole.HEADING, named("clerk · 工伤待遇复核"))).isVisible();
    draw(archivist, "grants");
    archivist.getByRole(AriaRole.BUTTON, named("批准").setExact(true)).first().click();
    assertThat(archivist.getByText("可查阅至").first()).isVisible();

    clerk.navigate("/records/" + record.record());
    assertThat(clerk.getByText("查看 工伤认定决定书").or(clerk.locator("a.open"))).isVisible();
    clerk.navigate("/grants");
    clerk.getByRole(AriaRole.BUTTON, named("收回")).first().click();
    clerk.navigate("/records/" + record.record());
    assertThat(clerk.getByRole(AriaRole.BUTTON, named("申请查阅"))).isVisible();
  }

  @Test
  void aSupervisorSeesHowPeopleReadAndEachSingleReading() throws Exception {
    ArchivedSample record = sensitive("G-20261123-02");
    Page clerk = site.visit(PagesSite.DESK, "clerk");
    clerk.navigate("/records/" + record.record());

    Page supervisor = site.visit(PagesSite.DESK, "supervisor");
    supervisor.navigate("/watch?days=7");
    draw(supervisor, "watch");
    supervisor.getByRole(AriaRole.LINK, named("clerk")).first().click();
    assertThat(supervisor.getByRole(AriaRole.HEADING, named("clerk"))).isVisible();
    assertThat(supervisor.getByText("查看了档案信息").first()).isVisible();
    draw(supervisor, "watched");

    Page phone = site.visit(PagesSite.PHONE, "supervisor", "en");
    phone.navigate("/watch");
    draw(phone, "watch-phone");
  }

  private static void draw(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(java.nio.file.Path.of("target", "pictures", name + ".png")));
  }
}
