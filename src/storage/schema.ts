import type { ArrivalTables } from "./tables/arrival-tables";
import type { CaseTables } from "./tables/case-tables";
import type { DeliveryTables } from "./tables/delivery-tables";
import type { ErasureTables } from "./tables/erasure-tables";
import type { ReckonedTables } from "./tables/reckoned-tables";
import type { TeamTables } from "./tables/team-tables";
import type { WebhookTables } from "./tables/webhook-tables";

/**
 * The tables as every engine has them. Only text and integers are ever bound: moments are ISO text, yes and no
 * are 1 and 0, because the engines do not agree on more. A table or column is added in `tables`, where it is also said
 * what it holds of people.
 */
export interface Tables
  extends
    CaseTables,
    ArrivalTables,
    DeliveryTables,
    TeamTables,
    ReckonedTables,
    WebhookTables,
    ErasureTables {}
