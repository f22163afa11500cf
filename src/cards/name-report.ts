import { DateTime } from "luxon";
import type { ReportWords } from "../reports/report-words";
import type { Scene } from "./card-kit";
import { cleanUserText } from "./user-text";

/** UTF-16 characters of a reason and of a name in a table. */
const longestReason = 120;
const longestName = 60;

/** Names of what a report counts, for the reader; `channels` are the names of channels by their conversation. */
export function nameReport(
  { kit, say, audience: { language } }: Scene,
  channels: ReadonlyMap<string, string>,
): ReportWords {
  return {
    say,
    product: (id) => (id === null ? say("report.noProduct") : (kit.catalogue.find(id)?.name[language] ?? id)),
    team: (id) => (id === null ? say("report.noTeam") : cleanUserText(channels.get(id) ?? id, longestName)),
    customer: (name) => (name === null ? say("report.noCustomer") : cleanUserText(name, longestName)),
    reason(edition, row) {
      const known = kit.policy.editions[edition].rows.find(({ id }) => id === row);
      const ruleId = known?.branches.flatMap(({ rules }) => rules).find((rule) => typeof rule === "string");
      const [reason] = ruleId === undefined ? [] : kit.explain([ruleId], language);
      return reason === undefined ? row : cleanUserText(`${row} · ${reason.text}`, longestReason);
    },
    date: (date, step) =>
      DateTime.fromISO(date, { zone: "utc", locale: localeOf[language] }).toLocaleString(
        step === "month" ? { year: "numeric", month: "short" } : { month: "short", day: "numeric" },
      ),
  };
}

const localeOf = { en: "en-GB", "zh-TW": "zh-TW", "zh-CN": "zh-CN" } as const;
