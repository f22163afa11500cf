import { openPostgresStore } from "../../src/storage/postgres-store";
import { describeBrowseContract } from "../contracts/browse-contract";
import { describeDeliveryContract } from "../contracts/delivery-contract";
import { describeReminderContract } from "../contracts/reminder-contract";
import { describeReportContract } from "../contracts/report-contract";
import { describeRouteContract } from "../contracts/route-contract";
import { describeStoreContract, type OpenedStore } from "../contracts/store-contract";
import { describeTenantContract } from "../contracts/tenant-contract";
import { describeWebhookContract } from "../contracts/webhook-contract";
import { describePostgres, useDatabases } from "../support/shared-postgres";

const makeDatabase = useDatabases();

async function open(): Promise<OpenedStore> {
  return { store: await openPostgresStore({ url: await makeDatabase(), limits: { connect: 20_000 } }) };
}

describePostgres("PostgreSQL", () => {
  describeStoreContract("the PostgreSQL store", open);
  describeBrowseContract("the PostgreSQL store", open);
  describeDeliveryContract("the PostgreSQL store", open);
  describeRouteContract("the PostgreSQL store", open);
  describeReminderContract("the PostgreSQL store", open);
  describeReportContract("the PostgreSQL store", open);
  describeTenantContract("the PostgreSQL store", open);
  describeWebhookContract("the PostgreSQL store", open);
});
