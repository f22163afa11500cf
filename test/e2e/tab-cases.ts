import { loadCatalogue } from "../../src/catalogue/catalogue";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { readAnswers } from "../../src/intake/read-answers";
import type { HistoryEntry, NewCaseRecord, Person } from "../../src/records/record";
import { recordStates } from "../../src/vocabulary";
import { sampleKey, sampleRecord } from "../contracts/store-samples";
import { escalation, healthFirst, howTo, vendor } from "../support/cases";
import type { TestApp } from "../support/test-app";

const policy = loadPolicy();
const catalogue = loadCatalogue();
const kinds = [escalation, howTo, vendor, healthFirst] as const;

/** Short and very long, in every language: what stands in a list must stand it. */
const titles = [
  "Nobody at Contoso can send or receive mail since 9",
  "從早上九點起，所有使用者在 Outlook 與行動裝置上都無法收發郵件，重新啟動後仍然出現相同的錯誤代碼，客戶已經第三次來電詢問",
  "Invoice of October shows 120 seats instead of 102",
  "Teams 会议录制在共享频道中无法播放，提示没有权限",
];
const customers = [
  { name: "Contoso 台灣股份有限公司", domain: "contoso.com" },
  { name: "Fabrikam", domain: "fabrikam.example" },
  { name: "Northwind Traders International Holdings", domain: "northwind.example" },
];

/** Saves a case as the dialog would have made it; `index` chooses what it is about and how long ago it changed. */
export function keepTabCase(
  world: Pick<TestApp, "app">,
  tenantId: string,
  index: number,
  requester: Person,
  owner?: Person,
): Promise<void> {
  return keepCaseOf(kinds[index % kinds.length] ?? escalation, world, tenantId, index, requester, { owner });
}

/** The same for answers of one's own. */
export async function keepCaseOf(
  answers: Readonly<Record<string, string>>,
  { app }: Pick<TestApp, "app">,
  tenantId: string,
  index: number,
  requester: Person,
  { owner, channelId }: { readonly owner?: Person | undefined; readonly channelId?: string } = {},
): Promise<void> {
  const at = new Date(Date.now() - index * 7_000_000 - 60_000).toISOString();
  const made = makeCase(answers, index, at, requester, owner);
  const team =
    channelId === undefined ? {} : { team: { conversationId: channelId, routeId: "r", sentAt: at } };
  const record = { ...made, ...team };
  const entry = { at, by: requester, revision: 1, why: null };
  const history: readonly HistoryEntry[] = [
    {
      ...entry,
      field: "created",
      old: null,
      new: `${record.verdict.outcome} ${record.verdict.severity ?? ""} ${record.verdict.row}`,
    },
    { ...entry, field: "note", old: null, new: "Ticket 4711.\nThe customer waits at the phone." },
    { ...entry, field: "impact", old: "moderate", new: "critical", why: "the whole company stands still" },
  ];
  await app.store.saveTurn({ key: sampleKey({ tenantId }), at, createRecord: record, history });
}

function makeCase(
  answers: Readonly<Record<string, string>>,
  index: number,
  at: string,
  requester: Person,
  owner: Person | undefined,
): NewCaseRecord {
  const edition = policy.editions["2020"];
  const read = readAnswers(answers, edition, catalogue);
  if (read.kind === "wrong") throw new Error(read.problem);
  const evaluation = evaluate(edition, read.answers, read.switches);
  if (evaluation.kind !== "verdict") throw new Error(`more is asked: ${evaluation.inputs.join()}`);
  const { verdict } = evaluation;
  return sampleRecord({
    title: titles[index % titles.length] ?? "",
    state: recordStates[index % recordStates.length] ?? "open",
    answers: read.answers,
    verdict: { ...verdict, edition: "2020", ruleIds: [...verdict.ruleIds], notes: [...verdict.notes] },
    product: answers["product"] ?? "teams",
    ...(customers[index % 4] === undefined ? {} : { customer: customers[index % 4] }),
    requester,
    ...(owner === undefined ? {} : { owner }),
    details: {
      usersAffected: "240",
      errorText: "550 5.7.1 Service unavailable",
      startedAt: at,
      startedZone: "Asia/Taipei",
    },
    createdAt: at,
    updatedAt: at,
  });
}
