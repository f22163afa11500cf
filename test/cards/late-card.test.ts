import { drawLateCard } from "../../src/cards/late-card";
import type { Conversation } from "../../src/escalation/conversation";
import type { Delivery } from "../../src/escalation/delivery";
import { languages } from "../../src/vocabulary";
import { kit } from "./sample-views";

const late: Delivery = {
  tenantId: "contoso",
  key: "one",
  conversationId: "19:hall@thread.tacv2",
  kind: "post",
  body: { what: "record", record: 12 },
  record: 12,
  causedBy: "ada",
  priority: "normal",
  state: "pending",
  attempts: 3,
  nextTryAt: "2026-11-20T09:00:00.000Z",
  createdAt: "2026-11-20T09:00:00.000Z",
  since: "2026-11-20T09:00:00.000Z",
  sentAt: null,
  activityId: null,
  error: "busy",
};
const hall: Conversation = {
  tenantId: "contoso",
  conversationId: "19:hall@thread.tacv2",
  kind: "channel",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  userId: null,
  teamId: null,
  name: "Hall ${x} {{y}} [z](https://evil.example)",
  locale: null,
  timeZone: null,
  address: null,
  state: "active",
};

function draw(
  changes: Partial<Delivery>,
  to: Conversation | null,
  language: (typeof languages)[number] = "en",
) {
  const audience = { language, timeZone: "UTC", now: "2026-11-20T09:02:00.000Z" };
  const { card, summary } = drawLateCard(kit, { late: { ...late, ...changes }, to }, audience);
  return { text: JSON.stringify(card), summary };
}

test.each([
  ["waits", {}, hall, /has not reached .* yet\. I keep trying for up to .*24.* hours/],
  ["waits for a blocked channel", {}, { ...hall, state: "blocked" }, /takes no messages from me/],
  ["has failed", { state: "failed" }, hall, /could not be sent/],
  ["may have arrived", { state: "unknown" }, hall, /nothing tells whether it arrived/],
] as const)("a delivery that %s is told so, with the case and another way", (_, changes, to, sentence) => {
  const { text, summary } = draw(changes, to);
  expect(text).toMatch(sentence);
  expect(summary).toBe("PS-000012 has not arrived");
  expect(text).toContain("Please look at PS-000012 in Partner Support.");
  const link =
    "https://teams.microsoft.com/l/chat/0/0?tenantId=contoso&users=&message=Please%20look%20at%20PS-000012";
  expect(text).toContain(link);
});

test("the name of a channel is shown as it is and nowhere but in a text run", () => {
  const { text } = draw({}, hall);
  expect(text).toContain(JSON.stringify({ type: "TextRun", text: hall.name, weight: "Bolder" }));
  expect(text.split("evil.example")).toHaveLength(2);
});

test("a group chat is opened itself", () => {
  const group = { ...hall, kind: "group", conversationId: "19:abc@thread.v2", name: null } as const;
  const { text } = draw({ record: null }, group);
  expect(text).toContain("https://teams.microsoft.com/l/chat/19%3Aabc%40thread.v2/conversations");
  expect(text).toContain("the group chat");
});

describe.each(languages)("in %s", (language) => {
  test.each(["pending", "failed", "unknown"] as const)("a %s one is told in whole sentences", (state) => {
    for (const to of [hall, { ...hall, state: "blocked" } as const, null]) {
      const { text, summary } = draw(
        { state, record: null },
        to === hall ? { ...hall, name: null } : to,
        language,
      );
      expect(`${text}${summary}`).not.toMatch(/undefined|\{\{(?!y)|\$\{(?!x)|late\./);
    }
  });
});
