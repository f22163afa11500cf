import { createMeter, type Meter } from "../../src/telemetry/meter";

const counts = { pending: 3, sending: 0, sent: 0, failed: 1, unknown: 0 };
const readOutbox = () => Promise.resolve({ counts, ageMs: 5000, answerAgeMs: 0 });

let meters: readonly [Meter, Meter];
beforeEach(() => {
  meters = [createMeter(readOutbox, 2), createMeter(readOutbox, 2)];
});
afterEach(() => {
  for (const meter of meters) meter.close();
});

test("of two threads what they did is added up, and what they share is told once", async () => {
  const [one, two] = meters;
  one.noteTurn("text", "answered", 0.002);
  two.noteTurn("text", "answered", 0.2);
  two.noteTurn("intake", "failed", 1);

  const [ofOne, ofTwo] = await Promise.all([one.print(), two.print()]);

  for (const text of [ofOne, ofTwo]) {
    const lines = text.split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        'partner_support_turns_total{kind="text",outcome="answered"} 2',
        'partner_support_turns_total{kind="intake",outcome="failed"} 1',
        'partner_support_turn_seconds_bucket{le="0.0025",kind="text"} 1',
        'partner_support_turn_seconds_count{kind="text"} 2',
        'partner_support_deliveries{state="pending"} 3',
        'partner_support_deliveries{state="failed"} 1',
        "partner_support_outbox_age_seconds 5",
        "partner_support_threads 2",
      ]),
    );
    expect(lines.filter((line) => line.startsWith("process_uptime_seconds "))).toHaveLength(1);
  }
});

test("of a thread that says nothing the figures are missing, and the others' are told", async () => {
  const [one, two] = meters;
  one.noteTurn("text", "answered", 0.002);
  two.noteTurn("text", "answered", 0.002);
  two.close();

  const lines = (await one.print()).split("\n");

  expect(lines).toContain("partner_support_threads 1");
  expect(lines).toContain('partner_support_turns_total{kind="text",outcome="answered"} 1');
});
