import type { Reroute } from "../escalation/reroute";
import type { Route } from "../escalation/route";
import { postNameOf } from "../escalation/plan-telling";
import { CaseRecord } from "../records/record";
import { toPost } from "./delivery-mapping";
import type { DeliveryStatements } from "./delivery-statements";
import { parseDocument, toHistoryRow, toRecordRow } from "./rows";
import { saveDeliveries } from "./save-delivery";
import type { SaveFacts } from "./save-facts";
import type { SaveStatements } from "./save-statements";
import type { SearchSteps } from "./search-steps";
import { changeRows, selectRows, type Steps } from "./statement";

/** The most cases one ending route hands on; who goes through its list by hand needs no more. */
const mostMoved = 1000;

/** What moving cases is done with; statements compiled once, by whoever saves turns. */
export interface MoveTools {
  readonly statements: SaveStatements & {
    readonly deliveries: DeliveryStatements;
    readonly search: Pick<SearchSteps, "put">;
  };
  readonly saveFacts: SaveFacts;
}

interface Moving {
  readonly tenantId: string;
  readonly at: string;
  readonly reroute: Reroute;
  readonly from: Route;
}

/**
 * Gives the cases of ending routes, with all that waits to be sent about them, to the channel that takes them now, and
 * saves what is to be told of it; false when somebody else changes one of them at the same time.
 */
export function* moveCases(tools: MoveTools, tenantId: string, at: string, reroute: Reroute): Steps<boolean> {
  const moved: number[] = [];
  for (const from of reroute.from) {
    const key = { tenantId, routeId: from.id, limit: mostMoved };
    for (const { number, document } of yield* selectRows(tools.statements.openCasesOf, key)) {
      const record = parseDocument(CaseRecord, document, `record ${number} of tenant ${tenantId}`);
      const outcome = yield* moveCase(tools, { tenantId, at, reroute, from }, record);
      if (outcome === "overtaken") return false;
      if (outcome === "moved") moved.push(number);
    }
  }
  const { deliveries } = tools.statements;
  yield* saveDeliveries(deliveries, tenantId, reroute.tell(moved), at);
  return true;
}

function* moveCase(
  { statements, saveFacts }: MoveTools,
  { tenantId, at, reroute, from }: Moving,
  record: CaseRecord,
): Steps<"moved" | "left" | "overtaken"> {
  const { deliveries, search } = statements;
  const { number } = record;
  const place = { tenantId, conversationId: from.conversationId };
  const name = postNameOf(number);
  const posts = (yield* selectRows(deliveries.postsOf, { tenantId, record: number })).map(toPost);
  const waiting = yield* selectRows(deliveries.waitingAbout, { ...place, record: number });
  const isWaiting = waiting.some(({ kind, post }) => kind === "post" && post === name);
  const moved = reroute.move({ record, posts, isWaiting }, from);
  if (moved === null) return "left";
  const row = { ...toRecordRow(tenantId, moved.record), expected: record.revision };
  if (!(yield* changeRows(statements.updateRecord, row))) return "overtaken";
  for (const entry of moved.history)
    yield* changeRows(statements.appendHistory, toHistoryRow(tenantId, moved.record, entry));
  yield* saveFacts(tenantId, moved.record);
  yield* search.put(tenantId, moved.record);
  // A new card comes before what is said below it.
  yield* saveDeliveries(deliveries, tenantId, moved.deliveries, at);
  yield* changeRows(deliveries.forgetPost, { ...place, name });
  for (const { key } of waiting)
    yield* changeRows(deliveries.moveDelivery, { tenantId, key, to: reroute.to.conversationId, at });
  return "moved";
}
