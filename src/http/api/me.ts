import type { z } from "zod";
import { readLeads } from "../../escalation/roles";
import { isLead } from "../../records/lead";
import { customerKey } from "../../storage/rows";
import type { Scene } from "../../turns/turn";
import { type Call, type Desk, openScene, readerOf } from "./desk";
import type { Answer } from "./problem";
import { answerTagged } from "./tag";
import type { Me } from "./wire-page";

const mostPeople = 200;
const mostCustomers = 200;

/** Who asks, what they may see and choose from. */
export async function readMe(desk: Desk, call: Call): Promise<Answer> {
  const { tenantId, person } = call.caller;
  const { store, leads } = desk.bench;
  const { access, channels: own } = await readerOf(desk, call);
  const scene = await openScene(desk, call);
  const [people, lead, routes] = await Promise.all([
    store.listPeople(tenantId, mostPeople),
    readLeads(store, tenantId, leads),
    store.listRoutes(tenantId),
  ]);
  const channels = new Map(routes.map(({ conversationId, channelName }) => [conversationId, channelName]));
  const me: z.infer<typeof Me> = {
    person,
    tenantId,
    isLead: isLead(person, lead),
    language: scene.context.profile?.uiLanguage ?? null,
    access,
    people: people.filter(({ name }) => name !== ""),
    channels: [...channels].flatMap(([id, name]) =>
      access === "tenant" || own.includes(id) ? [{ id, name }] : [],
    ),
    products: listProducts(desk, scene),
    customers: await listCustomers(scene),
    features: { isLocal: desk.isLocal, hasReports: true, hasSearch: true },
  };
  return answerTagged(call, me);
}

function listProducts({ kit }: Desk, { audience }: Scene): z.infer<typeof Me>["products"] {
  return kit.catalogue.products.map(({ id, name, family }) => ({
    id,
    name: name[audience.language],
    family: kit.catalogue.familyName(family)[audience.language],
  }));
}

async function listCustomers(scene: Scene): Promise<z.infer<typeof Me>["customers"]> {
  const customers = await scene.customers();
  return customers.slice(0, mostCustomers).flatMap((customer) => {
    const key = customerKey(customer);
    return key === null ? [] : [{ key, name: customer.name }];
  });
}
