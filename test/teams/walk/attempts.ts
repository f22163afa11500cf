import type { Input } from "../../../src/input";
import type { Command, CommandId } from "../../../src/intake/read-command";
import data from "../../../src/intake/commands.json";
import { commandId } from "../../../src/teams/read-extension";
import { searchCommandId, searchParameter } from "../../../src/teams/read-case-query";
import type { InvokeName } from "../../../src/teams/invokes";
import type { Verb } from "../../../src/teams/verbs";
import { datasets } from "../../../src/question-view";
import type { Names } from "./names";

/** What a click brings: with ids of others throughout, and where a case of one's own names another's, that too. */
type Data = (names: Names) => readonly object[];

const none: Data = () => [{}];
const intake: Data = ({ intakeId }) => [{ intakeId, revision: 1, title: "mine", customer: "x" }];
const record: Data = (names) => [{ record: names.record, recordRevision: 1 }];
const link: Data = (names) => [
  { record: names.record, recordRevision: 1, other: 1 },
  { record: 1, recordRevision: 1, other: names.record },
];
const change =
  (values: object): Data =>
  (names) => [{ record: names.record, recordRevision: 1, ...values }];
const owner: Data = ({ record: number, person }) => [
  { record: number, recordRevision: 1, newOwner: person },
  { record: 1, recordRevision: 1, newOwner: person },
];
const route: Data = ({ routeId }) => [{ routeId, routeRevision: 1, direction: "up" }];
const subject: Data = ({ person, customer }) => [
  { subjectKind: "person", subject: person },
  { subjectKind: "customer", subject: customer },
];

/** A verb that is added does not compile before it is walked. */
export const clicks: Readonly<Record<Verb, Data>> = {
  "intake/start": none,
  "intake/edit": record,
  "intake/discard": intake,
  "intake/resume": intake,
  "intake/show": intake,
  "intake/answer": intake,
  "intake/back": intake,
  "intake/cancel": intake,
  "intake/undo": intake,
  "record/show": record,
  "record/menu": record,
  "record/send": record,
  "record/md": record,
  "record/form": ({ record: number }) =>
    ["file", "state", "note", "severity", "evidence", "owner"].map((form) => ({ record: number, form })),
  "record/handover": record,
  "record/steps": change({ health_checked: "healthy" }),
  "record/file": change({ caseNumber: "2611200040001234" }),
  "record/state": change({ newState: "closed" }),
  "record/note": change({ note: "mine" }),
  "record/severity": change({ newSeverity: "B", why: "mine" }),
  "record/evidence": change({ usersAffected: "12" }),
  "record/owner": owner,
  "record/link": link,
  "record/join": link,
  "record/unlink": link,
  "case/shared": ({ record: number, tenant }) => [
    { record: number, tenant },
    { record: number, tenant: "tenant-own" },
    { record: 1, tenant },
  ],
  "case/take": record,
  "case/hand_over": owner,
  "route/list": none,
  "route/new": none,
  "route/show": route,
  "route/edit": route,
  "route/ask": route,
  "route/save": ({ routeId, person, customer }) => [
    { routeId, routeRevision: 1, channelName: "Mine" },
    { routeId: "route-own", routeRevision: 1, channelName: "Mine", mentionAll: person, customers: customer },
  ],
  "route/move": route,
  "route/remove": route,
  "subject/export": subject,
  "subject/erase": subject,
  "cases/list": none,
  "report/show": ({ channel }) => [{ reportWeeks: "4", reportTeam: channel }],
  "profile/show": none,
  "profile/save": () => [{ displayName: "Mine" }],
  "help/show": none,
  "language/save": () => [{ uiLanguage: "en" }],
};

/** Typed words beside plain commands, by what they are read as. */
const typed: Readonly<Record<Exclude<Command["kind"], "command">, (names: Names) => readonly string[]>> = {
  language: () => ["language english"],
  record: ({ record: number }) => [`PS-00000${number}`],
  record_file: ({ record: number }) => [`file PS-00000${number}`],
  routes: ({ record: number }) => [`routes PS-00000${number}`, "routes"],
  subject: ({ person, customer }) => [
    `${data.data_person.en[0] ?? ""} ${person}`,
    `${data.data_person.en[0] ?? ""} Whoever They Are`,
    `${data.data_customer.en[0] ?? ""} ${customer}`,
  ],
  words: ({ customer, delivery, fileId }) => [`Teams is down at ${customer}`, `${delivery} ${fileId}`],
};

const words = (id: CommandId): string => data[id].en[0] ?? "";

export const commands = (ids: readonly CommandId[], names: Names): readonly string[] => [
  ...ids.map(words),
  ...Object.values(typed).flatMap((say) => say(names)),
];

const upload = {
  uploadUrl: "https://contoso.sharepoint.com/upload",
  contentUrl: "https://contoso.sharepoint.com/file",
  name: "mine.md",
};

/** The `value` of every invoke that is no click on a card. */
export const invokes: Readonly<
  Record<Exclude<InvokeName, "adaptiveCard/action" | "composeExtension/submitAction">, Data>
> = {
  "application/search": ({ customer }) =>
    datasets.flatMap((dataset) => [
      { dataset, queryText: customer },
      { dataset, queryText: "" },
    ]),
  "composeExtension/anonymousQueryLink": ({ record: number }) => [
    { url: `https://support.example/cases/PS-00000${number}` },
  ],
  "composeExtension/fetchTask": ({ channel, thread }) => [
    {
      commandId,
      messagePayload: {
        linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(channel)}/${thread}`,
        body: { contentType: "text", content: "Teams is down" },
      },
    },
  ],
  "composeExtension/query": ({ record: number, customer }) =>
    [`PS-00000${number}`, "Known to them", customer, ""].map((value) => ({
      commandId: searchCommandId,
      parameters: [{ name: searchParameter, value }],
    })),
  "composeExtension/queryLink": ({ record: number }) => [
    { url: `https://support.example/cases/PS-00000${number}` },
  ],
  "fileConsent/invoke": ({ record: number, person, customer }) =>
    [
      { record: number },
      { subjectKind: "person", subject: person },
      { subjectKind: "customer", subject: customer },
    ].flatMap((context) => [
      { action: "accept", context, uploadInfo: upload },
      { action: "decline", context },
    ]),
};

type Event = Extract<Input["kind"], "joined" | "joined_team" | "place_lost" | "place_renamed">;

const bot = { id: "28:bot" };

/** What happens to places; each names a team or channel of others. */
export const events: Readonly<Record<Event, (names: Names) => readonly object[]>> = {
  joined: () => [{ type: "installationUpdate", action: "add" }],
  joined_team: ({ team }) => [
    {
      type: "conversationUpdate",
      membersAdded: [bot],
      conversation: { id: team, conversationType: "channel", isGroup: true },
      channelData: { team: { id: team } },
    },
  ],
  place_lost: ({ team, channel }) => [
    {
      type: "conversationUpdate",
      membersRemoved: [bot],
      conversation: { id: team, conversationType: "channel", isGroup: true },
      channelData: { team: { id: team } },
    },
    {
      type: "conversationUpdate",
      conversation: { id: team, conversationType: "channel", isGroup: true },
      channelData: { eventType: "channelDeleted", team: { id: team }, channel: { id: channel } },
    },
  ],
  place_renamed: ({ team, channel }) => [
    {
      type: "conversationUpdate",
      conversation: { id: team, conversationType: "channel", isGroup: true },
      channelData: {
        eventType: "channelRenamed",
        team: { id: team },
        channel: { id: channel, name: "Mine" },
      },
    },
  ],
};

/** Every kind of input; one that is added does not compile before it is walked, and the walk says which it missed. */
export const everyKind: Readonly<Record<Input["kind"], true>> = {
  text: true,
  joined: true,
  joined_team: true,
  place_lost: true,
  place_renamed: true,
  channel: true,
  route: true,
  start: true,
  start_from_message: true,
  discard: true,
  intake: true,
  resume: true,
  edit_record: true,
  show: true,
  shared_case: true,
  record_menu: true,
  record_form: true,
  record_send: true,
  case_take: true,
  thread_text: true,
  hand_over: true,
  record_change: true,
  record_steps: true,
  record_link: true,
  record_file: true,
  subject_export: true,
  subject_erase: true,
  file_declined: true,
  cases: true,
  report: true,
  profile: true,
  save_profile: true,
  help: true,
  language: true,
  unknown: true,
};
