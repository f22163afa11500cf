import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { Route } from "../escalation/route";
import type { Queries } from "./queries";
import { createCounts } from "./report-counts";
import { parseDocument } from "./rows";
import type { SaveFacts } from "./save-facts";
import type { Tables } from "./schema";
import { changeRows, compileStatement, sealed, selectRows, type Steps } from "./statement";

/** What reports ask of a database, as steps. */
export function createReportSteps(
  db: Kysely<Tables>,
  saveFacts: SaveFacts,
  queries: Pick<Queries, "findRecord">,
) {
  const unmeasured = compileUnmeasured(db);
  const digests = compileDigests(db);

  return {
    count: createCounts(db),
    *digests(): Steps<readonly { readonly tenantId: string; readonly route: Route }[]> {
      const rows = yield* selectRows(digests, {});
      return rows
        .map(({ tenant_id: tenantId, id, document }) => ({
          tenantId,
          route: parseDocument(Route, document, `route ${id} of tenant ${tenantId}`),
        }))
        .filter(({ route }) => route.digest !== undefined);
    },
    hasUnmeasured: function* (): Steps<boolean> {
      return (yield* selectRows(unmeasured.list, { limit: 1 })).length > 0;
    },
    *measureOld(limit: number): Steps<number> {
      const names = yield* selectRows(unmeasured.list, { limit });
      for (const { tenant_id: tenantId, number } of names) {
        const record = yield* queries.findRecord(tenantId, number);
        if (record !== null) yield* saveFacts(tenantId, record);
        yield* changeRows(unmeasured.forget, { tenantId, number });
      }
      return names.length;
    },
  };
}

/** The steps, compiled for one database. */
export type ReportSteps = ReturnType<typeof createReportSteps>;

/** A tenant has a few routes; which of them want a report stands in their documents. */
function compileDigests(db: Kysely<Tables>) {
  const Row = z.object({ tenant_id: z.string(), id: z.string(), document: z.string() });
  return compileStatement<Readonly<Record<string, never>>, z.infer<typeof Row>>(Row, () =>
    db
      .selectFrom("routes")
      .where("document", "like", sql.lit('%"digest":{%'))
      .orderBy("tenant_id")
      .orderBy("id")
      .select(["tenant_id", "id", "document"]),
  );
}

function compileUnmeasured(db: Kysely<Tables>) {
  const Name = z.object({ tenant_id: z.string(), number: z.coerce.number() });
  return {
    list: compileStatement<{ readonly limit: number }, z.infer<typeof Name>>(Name, (value) =>
      db
        .selectFrom("unmeasured")
        .orderBy("tenant_id")
        .orderBy("number")
        .limit(sealed(value("limit"), "integer"))
        .select(["tenant_id", "number"]),
    ),
    forget: compileStatement<{ readonly tenantId: string; readonly number: number }, unknown>(
      z.unknown(),
      (value) =>
        db
          .deleteFrom("unmeasured")
          .where("tenant_id", "=", value("tenantId"))
          .where("number", "=", value("number")),
    ),
  };
}
