import { localPeople } from "../../src/local-chat/people";
import { textsOf } from "../../src/locales/texts";
import type { Language, RecordState } from "../../src/vocabulary";
import { escalation } from "../support/cases";
import { waitUntil } from "../support/wait-until";
import { answerUntilVerdict, findViolations } from "./card-tools";
import { openSeat, type Seat } from "./seat";
import { createChatStage, inBrowser, shoot } from "./stage";

const number = "PS-000001";
const microsoftNumber = "2611200040001234";

const stories = {
  en: {
    fault: "Exchange is down for all 40 users at Contoso since 9",
    why: "Their own lines were cut",
    note: "Asked them for the headers of two mails",
  },
  "zh-TW": {
    fault: "青禾嶼精密的 Exchange 從早上九點起全公司 40 人都無法收發郵件",
    why: "客戶的線路中斷",
    note: "已請客戶提供兩封郵件的標頭",
  },
} as const satisfies Partial<Record<Language, object>>;

/** How a case stands, as every card must say it. */
interface Standing {
  readonly state: RecordState;
  readonly reason?: string;
  readonly owner: string | null;
  readonly microsoft: boolean;
}

inBrowser("a whole case between three people and a channel", () => {
  const stage = createChatStage("test");

  test.each(["en", "zh-TW"] as const)(
    "in %s every card agrees after every step, from the first sentence to the end",
    async (language) => {
      const say = textsOf(language);
      const story = stories[language];
      const sit = (person: number) =>
        openSeat({ ...stage, browser: stage.browser, address: stage.address, language, person, channel: 0 });
      const [mei, alex, jordan] = await Promise.all([sit(0), sit(1), sit(2)]);
      const seats = [mei, alex, jordan];
      let shots = 0;

      /** What one person sees, and whether everybody can read it. */
      const picture = async (name: string, { page }: Seat): Promise<void> => {
        shots += 1;
        await shoot(page, `whole-case-${language}-${String(shots).padStart(2, "0")}-${name}`);
        expect([name, await findViolations(page.locator("main"))]).toEqual([name, []]);
      };
      const lineOf = ({ state, reason }: Pick<Standing, "state" | "reason">): string =>
        reason === undefined
          ? say("card.verdict.case", { number, state: say(`state.${state}`) })
          : say("card.verdict.closed", {
              number,
              state: say(`state.${state}`),
              reason: say(`closingReason.${reason}`),
            });
      const ownerLine = (owner: string): string => say("team.owner", { owner, requester: "Mei Chen" });

      /** What a card says that it should not, or does not say that it should. */
      const disagreement = (
        words: string,
        { owner, microsoft, ...rest }: Standing,
        inChannel: boolean,
      ): readonly string[] => {
        const flat = words.replace(/\s+/g, " ");
        const owners = ["Mei Chen", "Alex Rivera", "Jordan Blake"];
        const missing = [
          // In the channel the number stands in the heading and, until somebody has settled it, the state by itself.
          ...(inChannel && rest.reason === undefined ? [number, say(`state.${rest.state}`)] : [lineOf(rest)]),
          ...(owner === null ? [] : [ownerLine(owner)]),
          ...(microsoft ? [microsoftNumber] : []),
        ].filter((part) => !flat.includes(part));
        const stale = [
          ...owners.filter((name) => name !== owner).map(ownerLine),
          ...(microsoft ? [] : [microsoftNumber]),
        ].filter((part) => flat.includes(part));
        return [...missing.map((part) => `missing: ${part}`), ...stale.map((part) => `stale: ${part}`)];
      };
      /** The newest card of the case in each chat, and the one in the channel as each person sees it. */
      const agree = async (step: string, standing: Standing): Promise<void> => {
        await waitUntil(
          async () => {
            const cards = seats.flatMap((seat) => [seat.cardInChat(number), seat.cardInChannel(number)]);
            const words = await Promise.all(cards.map((card) => card.innerText()));
            return words.flatMap((text, at) =>
              disagreement(text, standing, at % 2 === 1).map(
                (part) => `${step}: ${at % 2 === 0 ? "chat" : "channel"} of ${String(at >> 1)}: ${part}`,
              ),
            );
          },
          (found) => found.length === 0,
          20_000,
          150,
        );
      };

      await jordan.page.getByTestId("add-app").getByRole("button").click();
      await jordan.channel.locator("[data-from=bot] .card").first().waitFor();
      await picture("welcome", jordan);
      await jordan.post(`@Partner Support ${say("command.set_up")}`);
      const setUp = jordan.newestInChannel();
      await setUp.fill({
        channelName: "Escalations",
        mentionA: "Alex Rivera",
        language,
        atOnce: "no",
      });
      await picture("set-up", jordan);
      await setUp.press(say("setup.save"));
      expect(await setUp.words()).toContain(say("notice.route_saved"));
      await picture("route", jordan);

      await mei.chat.say(story.fault);
      await answerUntilVerdict(mei.chat, escalation);
      await mei.chat.press(say("team.action.send"));
      for (const seat of [alex, jordan]) await seat.chat.say(number);
      await agree("sent", { state: "escalated", owner: null, microsoft: false });
      await picture("sent", alex);
      await picture("sent-requester", mei);

      await alex.inChannel(number).press(say("team.action.take"));
      await agree("taken", { state: "escalated", owner: "Alex Rivera", microsoft: false });
      await picture("taken", alex);

      await alex.inChannel(number).press(say("card.action.more"));
      await picture("menu", alex);
      await alex.inChannel(number).press(say("card.action.file"));
      await alex.inChannel(number).fill({ caseNumber: microsoftNumber });
      await picture("file", alex);
      await alex.inChannel(number).press(say("card.action.save_file"));
      await agree("filed", { state: "waiting_microsoft", owner: "Alex Rivera", microsoft: true });

      await alex.inChannel(number).press(say("card.action.more"));
      await alex.inChannel(number).press(say("team.action.hand_over"));
      await alex.inChannel(number).fill({ newOwner: localPeople[2]?.aadObjectId ?? "" });
      await picture("hand-over", alex);
      await alex.inChannel(number).press(say("card.action.save_owner"));
      const withJordan = { owner: "Jordan Blake", microsoft: true } as const;
      await agree("handed over", { state: "waiting_microsoft", ...withJordan });
      await picture("handed-over", jordan);

      await mei.page.getByTestId("open-panel").click();
      await mei.page.getByTestId("jump-hour").click();
      await mei.page.getByTestId("panel").press("Escape");
      const reminder = jordan.threadOf(number).locator("[data-from=bot]").last();
      await reminder.locator(".mention").getByText("@Jordan Blake").waitFor();
      await agree("reminded", { state: "waiting_microsoft", ...withJordan });
      await picture("reminded", jordan);
      await jordan.onPhone(async () => {
        await picture("reminded-phone", jordan);
        await jordan.page.getByTestId("theme-dark").click();
        await picture("reminded-phone-dark", jordan);
        expect(await jordan.page.evaluate("document.documentElement.scrollWidth > innerWidth")).toBe(false);
      });
      for (const theme of ["dark", "contrast"] as const) {
        await alex.page.getByTestId(`theme-${theme}`).click();
        await picture(`reminded-${theme}`, alex);
      }

      await jordan.reply(number, `@Partner Support ${story.note}`);
      await agree("noted", { state: "waiting_microsoft", ...withJordan });
      // The words go to the requester by a message of their own, which may come after the cards.
      await waitUntil(
        async () => (await mei.chat.messages()).at(-1) ?? "",
        (newest) => newest.includes(story.note),
      );

      const settle = async (seat: Seat, action: string, newState: string): Promise<void> => {
        await seat.inChannel(number).press(say(action));
        await seat.inChannel(number).fill({ newState, closingReason: "solved_by_microsoft", note: "" });
        await seat.inChannel(number).press(say("card.action.save_state"));
      };
      const solved = { reason: "solved_by_microsoft", ...withJordan } as const;
      await settle(jordan, "team.action.resolve", "resolved");
      await agree("resolved", { state: "resolved", ...solved });
      await picture("resolved", jordan);
      await picture("resolved-requester", mei);

      await mei.chat.press(say("card.action.state"));
      await mei.inChat(number).fill({ newState: "open", note: story.why });
      await mei.chat.press(say("card.action.save_state"));
      await agree("reopened", { state: "open", ...withJordan });
      await picture("reopened", alex);

      await settle(jordan, "team.action.resolve", "resolved");
      await agree("resolved again", { state: "resolved", ...solved });
      await jordan.inChannel(number).press(say("card.action.more"));
      await picture("menu-resolved", jordan);
      await settle(jordan, "team.action.close", "closed");
      await agree("closed", { state: "closed", ...solved });
      await picture("closed", jordan);
    },
    240_000,
  );
});
