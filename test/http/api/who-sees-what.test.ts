import { operations } from "../../../src/http/api/operations";
import { RecordList } from "../../../src/http/api/wire";
import { CasePage, Me } from "../../../src/http/api/wire-page";
import { localTenantId } from "../../../src/local-chat/people";
import { textsOf } from "../../../src/locales/texts";
import type { NewCaseRecord } from "../../../src/records/record";
import { moment, sampleRecord } from "../../contracts/store-samples";
import { desk, deskRoute, openDesk } from "../../support/desk";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { callApi, keepFile, keepRecord, type ApiAnswer } from "./api-client";
import { bodies } from "./sample-calls";

const [mei, alex, jordan] = [person(0), person(1), person(2)].map(({ aadObjectId: id, name }) => ({
  id,
  name,
}));
const team = "19:local-team-general@thread.tacv2";

let product: TestApp;
let files: readonly string[] = [];

const whole: Partial<NewCaseRecord> = {
  requester: mei ?? { id: "", name: "" },
  product: "exchange-online",
  answers: { ...sampleRecord().answers, issueType: "technical_break_fix" },
};
const sent = { conversationId: desk, routeId: deskRoute().id, sentAt: moment(0) };
const numbers = { ofTeam: "PS-000001", own: "PS-000002", ofAlex: "PS-000003", foreign: "PS-000004" };

/** Mei's case of the team, Mei's own, one Alex has, and one that is number 4 only in another tenant. */
beforeAll(async () => {
  product = await startTestApp({ CASE_ACCESS: "team" });
  await openDesk(product, person(0));
  await keepRecord(product, { ...whole, team: sent });
  await keepRecord(product, whole);
  await keepRecord(product, { ...whole, owner: alex ?? { id: "", name: "" } });
  for (let number = 1; number <= 4; number += 1) await keepRecord(product, whole, "fabrikam");
  files = [await keepFile(product, 1), await keepFile(product, 2), "file-4-14"];
  await keepTeam([mei?.id ?? ""]);
});
afterAll(() => product.stop());
beforeEach(() => {
  product.clock.now = new Date(product.clock.now.getTime() + 60_000);
});

async function keepTeam(members: readonly string[]): Promise<void> {
  const at = product.clock.now.toISOString();
  await product.app.store.keepRoster({ tenantId: localTenantId, teamId: team, members, at });
}

const headersOf = (who: { readonly id: string } | undefined) => ({
  "x-local-person": who?.id ?? "",
  "content-type": "application/json",
  "if-match": '"1"',
});
const get = (path: string, who: { readonly id: string } | undefined): Promise<ApiAnswer> =>
  callApi(product.origin, path, { headers: headersOf(who) });
const listed = async (who: { readonly id: string } | undefined, search = ""): Promise<readonly string[]> =>
  RecordList.parse((await get(`/api/records?sort=number&order=asc${search}`, who)).body).records.map(
    ({ number }) => number,
  );

const searched = async (who: { readonly id: string } | undefined): Promise<readonly string[]> =>
  RecordList.parse((await get("/api/records?q=mail", who)).body).records.map(({ number }) => number);

/** Everything an answer tells, but when it was given. */
function tell({ status, text, headers }: ApiAnswer): string {
  const all = [...headers].filter(([name]) => name !== "date").sort();
  return JSON.stringify([status, text, all]);
}

test("a case of another tenant, or of a colleague outside one's teams, answers like one that does not exist", async () => {
  let calls = 0;
  const told: string[] = [];
  for (const { id, method, path } of operations) {
    if (!path.includes("{number}")) continue;
    product.clock.now = new Date(product.clock.now.getTime() + 60_000);
    const ask = (number: string, file: string): Promise<ApiAnswer> =>
      callApi(
        product.origin,
        path.replace("{number}", number).replace("{form}", "note").replace("{file}", file),
        {
          method: method.toUpperCase(),
          headers: headersOf(alex),
          ...(method === "post" ? { body: bodies[id] ?? "" } : {}),
        },
      );
    const missing = tell(await ask("PS-999999", "no-such-file"));
    const places = [numbers.ofTeam, numbers.own, numbers.foreign];
    for (const [place, number] of places.entries()) {
      calls += 1;
      const answer = tell(await ask(number, files[place] ?? ""));
      if (answer !== missing) told.push(`${id} of ${number}: ${answer}`);
    }
  }

  expect(told).toEqual([]);
  expect(calls).toBeGreaterThan(40);
  for (const number of [1, 2])
    expect((await product.app.store.findRecord(localTenantId, number))?.revision).toBe(1);
});

test("a technician lists own cases, those they have, and those of their teams", async () => {
  expect(await listed(mei)).toEqual([numbers.ofTeam, numbers.own, numbers.ofAlex]);
  expect(await listed(alex)).toEqual([numbers.ofAlex]);
  expect(await listed(alex, `&scope=channel:${desk}`)).toEqual([]);
  expect(await listed(alex, `&requester=${mei?.id ?? ""}`)).toEqual([numbers.ofAlex]);
});

/** What Teams posts for a person in a group chat; the answer as it comes. */
async function invoke(
  name: string,
  value: unknown,
  who: { readonly id: string; readonly name: string } | undefined,
): Promise<string> {
  const { id = "", name: own = "" } = who ?? {};
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ type: "invoke", name, value, id: `f:${name}:${id}`, channelId: "msteams", locale: "en-US" },
      serviceUrl: `${product.origin}/connector`,
      from: { id: `29:${id}`, name: own, aadObjectId: id },
      recipient: { id: "28:bot" },
      conversation: { id: "19:group@thread.v2", conversationType: "groupChat", isGroup: true },
      channelData: { tenant: { id: localTenantId } },
    }),
  });
  return response.text();
}

const searchInTeams = (who: typeof alex): Promise<string> =>
  invoke(
    "composeExtension/query",
    { commandId: "searchCases", parameters: [{ name: "text", value: "mail" }] },
    who,
  );
const numberInTeams = (number: string, who: typeof alex): Promise<string> =>
  invoke(
    "composeExtension/query",
    { commandId: "searchCases", parameters: [{ name: "text", value: number }] },
    who,
  );
const openShared = (record: number, who: typeof alex): Promise<string> => {
  const action = { type: "Action.Execute", verb: "case/shared", data: { record, tenant: localTenantId } };
  return invoke("adaptiveCard/action", { action, trigger: "automatic" }, who);
};
const neutral = textsOf("en")("shared.neutral");

test("the search of Teams and a shared card show the cases of one's teams, and no others", async () => {
  expect(await openShared(1, alex)).toContain(neutral);
  expect(await searchInTeams(alex)).not.toMatch(/PS-00000[124]/);
  expect(await numberInTeams(numbers.ofTeam, alex)).not.toContain("Exchange");

  await keepTeam([mei?.id ?? "", alex?.id ?? ""]);

  expect(await openShared(1, alex)).not.toContain(neutral);
  expect(await openShared(2, alex)).toContain(neutral);
  const found = await searchInTeams(alex);
  expect(found).toContain(numbers.ofTeam);
  expect(found).not.toContain(numbers.own);
  expect(await numberInTeams(numbers.ofTeam, alex)).toContain("Exchange");
  // A lead sees the tenant's.
  expect(await openShared(2, jordan)).not.toContain(neutral);
  await keepTeam([mei?.id ?? ""]);
});

test("whoever joins the team reads its cases at once, and whoever leaves it no longer", async () => {
  await keepTeam([mei?.id ?? "", alex?.id ?? ""]);
  expect(await listed(alex)).toEqual([numbers.ofTeam, numbers.ofAlex]);
  expect(await listed(alex, `&scope=channel:${desk}`)).toEqual([numbers.ofTeam]);
  expect(await searched(alex)).toEqual([numbers.ofAlex, numbers.ofTeam]);
  expect((await get(`/api/records/${numbers.ofTeam}/page`, alex)).status).toBe(200);
  expect(Me.parse((await get("/api/me", alex)).body).channels).toEqual([{ id: desk, name: "Escalations" }]);

  await keepTeam([mei?.id ?? ""]);
  expect(await searched(alex)).toEqual([numbers.ofAlex]);
  expect((await get(`/api/records/${numbers.ofTeam}/page`, alex)).status).toBe(404);
  expect(Me.parse((await get("/api/me", alex)).body).channels).toEqual([]);
});

test("a lead reads the tenant's cases, and no others", async () => {
  expect(await listed(jordan)).toEqual([numbers.ofTeam, numbers.own, numbers.ofAlex]);
  expect(Me.parse((await get("/api/me", jordan)).body)).toMatchObject({ isLead: true, access: "tenant" });
  expect((await get(`/api/records/${numbers.foreign}`, jordan)).status).toBe(404);
});

test("a linked case the reader may not see is not named on the page", async () => {
  await keepRecord(product, { ...whole, requester: alex ?? { id: "", name: "" }, related: [2, 3] });

  const { body } = await get("/api/records/PS-000004/page", alex);

  expect(CasePage.parse(body).related.map(({ number }) => number)).toEqual([numbers.ofAlex]);
});
