import { Nothing } from "./wire";
import {
  NewWebhook,
  WebhookChange,
  WebhookGone,
  WebhookList,
  WebhookSecret,
  WebhookSummary,
  WebhookTest,
} from "./wire-webhook";

const always = [401, 403, 429, 503] as const;
const one = "/api/webhooks/{webhook}";

/** Who is told of changes; for leads. */
export const webhookOperations = [
  {
    id: "listWebhooks",
    method: "get",
    path: "/api/webhooks",
    summary: "The programs that are told of changes. For leads.",
    answer: WebhookList,
    tag: null,
    refusals: always,
  },
  {
    id: "addWebhook",
    method: "post",
    path: "/api/webhooks",
    summary: "Has a program told of changes from now on. Its secret is in this answer and nowhere else.",
    body: NewWebhook,
    answer: WebhookSecret,
    tag: null,
    refusals: [400, 413, 415, 422, ...always],
  },
  {
    id: "changeWebhook",
    method: "post",
    path: one,
    summary: "Chooses what it is told of, pauses it or lets it go on.",
    body: WebhookChange,
    answer: WebhookSummary,
    tag: null,
    subject: "program",
    refusals: [400, 404, 412, 413, 415, ...always],
  },
  {
    id: "rotateWebhook",
    method: "post",
    path: `${one}/rotate`,
    summary: "Gives it a new secret; the one before signs beside it for a day.",
    body: Nothing,
    answer: WebhookSecret,
    tag: null,
    subject: "program",
    refusals: [400, 404, 413, 415, ...always],
  },
  {
    id: "testWebhook",
    method: "post",
    path: `${one}/test`,
    summary: "Sends it an event of its own, behind those that wait.",
    body: Nothing,
    answer: WebhookTest,
    tag: null,
    subject: "program",
    refusals: [400, 404, 413, 415, ...always],
  },
  {
    id: "removeWebhook",
    method: "delete",
    path: one,
    summary: "Ends it: what still waits is not sent any more.",
    answer: WebhookGone,
    tag: null,
    subject: "program",
    refusals: [404, ...always],
  },
] as const;
