import { InboundActivity } from "../../src/teams/activity";
import { writeMessage } from "../support/raw-messages";

const writer = { user: "someone", tenantId: "tenant", serviceUrl: "https://smba.trafficmanager.net/emea/" };

test.each([
  ["a chat of Teams", "a:1cH-_x", true],
  ["a thread of a channel", "19:desk@thread.tacv2;messageid=1700000000000", true],
  ["letters that fit in no header", "19:客服@thread.tacv2", false],
  ["a line break", "19:desk\r\nx-more: 1", false],
  ["a NUL", "19:\0desk", false],
])("a conversation's id may be %s or not, because answers repeat it in a header", (_what, id, isTaken) => {
  const message = { ...writeMessage(writer, "id", "help"), conversation: { id } };
  expect(InboundActivity.safeParse(message).success).toBe(isTaken);
});
