import type { Tables } from "./schema";
import { arrivalTables } from "./tables/arrival-tables";
import { caseTables } from "./tables/case-tables";
import { deliveryTables } from "./tables/delivery-tables";
import { erasureTables } from "./tables/erasure-tables";
import { reckonedTables } from "./tables/reckoned-tables";
import { teamTables } from "./tables/team-tables";
import { webhookTables } from "./tables/webhook-tables";
import type { FactsOf } from "./tables/table-facts";

/**
 * Every table and column, so that nothing is stored that nobody has thought about: what is missing does not
 * compile. The page docs/personal-data.md is written from it, and erasing follows it.
 */
export const personalData: FactsOf<Tables> = {
  ...caseTables,
  ...arrivalTables,
  ...deliveryTables,
  ...teamTables,
  ...reckonedTables,
  ...webhookTables,
  ...erasureTables,
};

/** The names of the tables, in the order of the page. */
export const tableNames = Object.keys(personalData).filter(
  (name): name is keyof Tables => name in personalData,
);
