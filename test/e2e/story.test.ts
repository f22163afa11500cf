import { readFileSync } from "node:fs";
import { type Page } from "playwright-core";
import { textsOf } from "../../src/locales/texts";
import type { Language } from "../../src/vocabulary";
import { escalation, healthFirst } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { findAfternoonZone } from "./afternoon-zone";
import { answerUntilVerdict, changeTheme, fillInput, findViolations, readValue } from "./card-tools";
import { createChatPage, locales } from "./chat-page";
import { seeFocus } from "./see-focus";
import { createChatStage, inBrowser, shoot } from "./stage";

interface Story {
  /** Customer, product, impact, start, users and steps tried in one message. */
  readonly first: string;
  /** What has to be read from it, with its words, on the first card. */
  readonly read: readonly string[];
  /** The same fault at another customer, told by a colleague. */
  readonly second: string;
  readonly reason: string;
  readonly way: string;
  readonly checklist: string;
}

const stories: Readonly<Record<Language, Story>> = {
  en: {
    first: "Exchange is down for all 40 users at Contoso since 9, tried a new connector",
    read: [
      "“Contoso”",
      "“Exchange”",
      "“down for all”",
      "“since 9”",
      "“all 40 users”",
      "tried a new connector",
    ],
    second: "Fabrikam: OneDrive is down for everyone since 8:30",
    reason: "The second site can work",
    way: "Mail goes out through the backup gateway",
    checklist: "Files no longer sync",
  },
  "zh-TW": {
    first: "青禾嶼精密的 Exchange 從早上九點起全公司 40 人都無法收發郵件，已重新建立連接器",
    read: [
      "「青禾嶼精密」",
      "「Exchange」",
      "「全公司 40 人都無法」",
      "「早上九點」",
      "「全公司 40 人」",
      "已重新建立連接器",
    ],
    second: "雲杉嶺物流的 OneDrive 從早上八點半起所有人都無法使用",
    reason: "第二據點仍可作業",
    way: "郵件改由備援閘道寄出",
    checklist: "檔案無法同步",
  },
  "zh-CN": {
    first: "澄湖里贸易的 Exchange 从早上九点起全公司 40 人都无法收发邮件，已重新创建连接器",
    read: [
      "“澄湖里贸易”",
      "“Exchange”",
      "“全公司 40 人都无法”",
      "“早上九点”",
      "“全公司 40 人”",
      "已重新创建连接器",
    ],
    second: "北辰屿软件的 OneDrive 从早上八点半起所有人都无法使用",
    reason: "第二个站点仍可工作",
    way: "邮件改由备用网关发出",
    checklist: "文件无法同步",
  },
};

const runs = [
  ["en", "desktop"],
  ["en", "phone"],
  ["zh-TW", "desktop"],
  ["zh-CN", "desktop"],
] as const;
/** So high that a picture shows a whole card. */
const views = { desktop: { width: 1366, height: 2600 }, phone: { width: 375, height: 3400 } } as const;
const themes = ["dark", "contrast", "light"] as const;

inBrowser("the whole story of a case in a browser", () => {
  const stage = createChatStage("test");

  async function openPage(language: Language, width: keyof typeof views): Promise<Page> {
    const context = await stage.browser.newContext({
      bypassCSP: true,
      viewport: views[width],
      reducedMotion: "reduce",
      timezoneId: findAfternoonZone(new Date()),
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.goto(stage.address);
    await page.getByTestId("language").selectOption(locales[language]);
    await page.getByTestId("theme-light").click();
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    return page;
  }

  async function become(page: Page, person: number): Promise<void> {
    await page.getByTestId("person-option").nth(person).click();
    await page.getByTestId("pane-chat").locator("[data-from=bot]").first().waitFor();
  }

  test.each(runs)(
    "in %s on a %s one sentence becomes a verdict that is corrected, shared, linked and handed over",
    async (language, width) => {
      const say = textsOf(language);
      const story = stories[language];
      const page = await openPage(language, width);
      const chat = createChatPage(page, language);
      const { newestCard: card } = chat;
      let shots = 0;

      /** Reads the newest card as it stands: its picture, its words, its width. */
      const look = async (name: string, where = chat): Promise<string> => {
        shots += 1;
        const shown = where.newestCard;
        await shoot(shown, `story-${language}-${width}-${String(shots).padStart(2, "0")}-${name}`);
        const words = await shown.innerText();
        expect(words).not.toMatch(/\$\{|\{\{|undefined|\bnull\b|\bNaN\b/);
        const overflow = "document.documentElement.scrollWidth > innerWidth";
        expect(await shown.page().evaluate(overflow)).toBe(false);
        return words;
      };
      const fill = (id: string, value: string, where = chat): Promise<void> =>
        fillInput(where.newestCard.locator(`[id="${id}"]`), value);
      const valueOf = (id: string, where = chat): Promise<string> =>
        where.newestCard.locator(`[id="${id}"]`).evaluate(readValue);
      const openForm = async (form: "severity" | "evidence", where = chat): Promise<void> => {
        await where.press(say("card.action.more"));
        await where.press(say(`card.action.${form}`));
      };
      /** The same, and whether everybody can read it; one language and one width are enough for that. */
      const lookWell = async (name: string, where = chat): Promise<string> => {
        const words = await look(name, where);
        if (language !== "en" || width === "phone") return words;
        for (const theme of themes) {
          await changeTheme(where.newestCard.page(), theme);
          expect([name, theme, await findViolations(where.newestCard)]).toEqual([name, theme, []]);
        }
        return words;
      };

      await become(page, 0);
      await chat.say(story.first);
      const first = await lookWell("first-card");
      for (const words of story.read) expect(first).toContain(words);

      await answerUntilVerdict(chat, escalation, look);
      expect(await lookWell("verdict")).toContain(say("outcome.escalate_to_microsoft"));

      await chat.press(say("whatIf.show"));
      expect(await look("what-if")).toContain(say("whatIf.severity.B"));

      await openForm("severity");
      await look("severity-form");
      await fill("newSeverity", "B");
      await fill("reason", story.reason);
      await chat.press(say("card.action.save_severity"));
      const lowered = await look("severity-lowered");
      expect(lowered).toContain(say("severity.B"));
      expect(lowered).toContain(story.reason);

      await openForm("evidence");
      expect(await valueOf("usersAffected")).toBe("40");
      await fill("usersAffected", "38");
      await fill("workaround", "full");
      await fill("workaroundText", story.way);
      await look("evidence");
      await chat.press(say("card.action.save_evidence"));
      expect(await look("evidence-saved")).not.toContain(
        say("card.verdict.workaround", { severity: say("severity.C") }),
      );

      await chat.press(say("card.action.hand_over"));
      expect(await valueOf("copy_description")).toContain("Business impact:");
      expect(await valueOf("copy_description")).toContain("Severity: B");
      expect(await valueOf("copy_description")).toContain(story.way);
      await lookWell("hand-over");
      await fill("part", "customer");
      await chat.press(say("card.action.show_text"));
      const updates = [await valueOf("copy_update")];
      for (const tone of ["escalated", "solved", "received"]) {
        await fill("tone", tone);
        await card.getByRole("button", { name: say("card.action.show_text") }).click();
        // Once the other words are there the form has been drawn anew, and what is chosen next stays.
        updates.push(
          await waitUntil(
            () => valueOf("copy_update"),
            (text) => text !== updates.at(-1),
          ),
        );
      }
      expect(new Set(updates).size).toBe(3);
      expect(updates.at(-1)).toBe(updates[0]);
      await look("update");

      const other = await openPage(language, width);
      await become(other, 1);
      const alex = createChatPage(other, language);
      await alex.say(story.second);
      await look("second-case", alex);
      await answerUntilVerdict(alex, escalation);
      const found = await lookWell("similar", alex);
      expect(found).toContain("PS-000001");
      await alex.press(say("similar.on.link", { number: "PS-000001" }));
      expect(await look("linked", alex)).toContain(say("similar.is_same"));

      await openForm("evidence", alex);
      await fill("workaround", "full", alex);
      await alex.press(say("card.action.save_evidence"));
      expect(await look("proposal", alex)).toContain(
        say("card.verdict.workaround", { severity: say("severity.B") }),
      );
      await alex.press(say("card.action.edit"));
      await look("edit", alex);
      await fill("impact", "moderate", alex);
      await alex.press(say("card.action.continue"));
      const changed = await look("difference", alex);
      expect(changed).toContain(
        say("card.difference.changed", { old: say("severity.A"), new: say("severity.B") }),
      );
      expect(changed).toContain(say("card.difference.because"));

      await alex.say("PS-000001");
      await alex.press(say("card.action.edit"));
      await fill("environment", "non_production", alex);
      await chat.press(say("card.action.to_case"));
      await chat.press(say("card.action.edit"));
      await fill("impact", "moderate");
      await chat.press(say("card.action.continue"));
      await alex.press(say("card.action.continue"));
      expect(await look("overtaken", alex)).toContain(say("notice.changed_meanwhile"));
      expect(await valueOf("environment", alex)).toBe("non_production");
      expect(await valueOf("impact", alex)).toBe("moderate");
      await other.context().close();

      await chat.say(say("command.new"));
      await answerUntilVerdict(chat, {
        ...healthFirst,
        title: story.checklist,
        newCustomer: "contoso.com",
      });
      await seeFocus(page, "role", "heading");
      expect(await lookWell("checklist")).toContain(say("firstSteps.title"));
      await fill("step_health_checked", "healthy");
      await card.getByRole("checkbox").first().press("Space");
      await chat.press(say("firstSteps.save"));
      const asked = await look("open-questions");
      expect(asked).toContain(say("notice.steps_saved"));
      expect(asked).toContain(say("question.criteria.label"));
      await answerUntilVerdict(chat, escalation);
      expect(await look("after-first-steps")).toContain("PS-000003");
      await page.context().close();
    },
    180_000,
  );
});
