import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { CardKit } from "./cards/card-kit";
import { readCsvDirectory } from "./directory/csv-directory";
import type { CustomerDirectory } from "./directory/customer-directory";
import { localPeople } from "./local-chat/people";
import type { FileLimits } from "./records/case-file";
import type { Person } from "./records/record";
import type { Settings } from "./settings";
import type { Workbench } from "./turns/turn";

/** What the bench is put together of; `root` is the folder of the program. */
export interface BenchOptions extends Pick<Workbench, "store" | "hoursOf" | "erase"> {
  readonly settings: Settings;
  readonly root: string;
  readonly kit: Pick<CardKit, "policy" | "catalogue">;
  readonly now: () => Date;
}

/** What turns are made of, by these settings. Throws where the file of customers cannot be read. */
export function openBench({ settings, root, kit, store, hoursOf, erase, now }: BenchOptions): Workbench {
  return {
    ...{ store, hoursOf, erase },
    directory: openDirectory(settings, root),
    catalogue: kit.catalogue,
    edition: kit.policy.editions[settings.edition],
    caseAccess: settings.caseAccess,
    leads: listLeads(settings),
    switches: { strictTechnicalVehicle: settings.strictTechnicalVehicle },
    now: () => now().toISOString(),
    newId: randomUUID,
    fileLimits: limitFiles(settings),
  };
}

/** The leads by the settings; in the local chat, somebody plays the lead. */
export function listLeads({ leads, registration }: Settings): readonly Person[] {
  const named = leads.map((id) => ({ id, name: "" }));
  if (registration !== null) return named;
  const played = localPeople.filter(({ role }) => role === "lead");
  return [...named, ...played.map(({ aadObjectId: id, name }) => ({ id, name }))];
}

function openDirectory({ mode, customersFile }: Settings, root: string): CustomerDirectory {
  if (customersFile !== undefined) return readCsvDirectory(customersFile);
  if (mode === "local") return readCsvDirectory(join(root, "src/directory/demo-customers.csv"));
  return { list: () => Promise.resolve([]) };
}

const megabyte = 1024 * 1024;

function limitFiles({ fileLimit }: Settings): FileLimits {
  return { fileBytes: fileLimit * megabyte, caseBytes: 50 * megabyte, caseFiles: 20 };
}
