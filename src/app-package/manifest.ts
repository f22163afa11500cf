import { z } from "zod";

const Command = z.looseObject({ title: z.string(), description: z.string() });

const StaticTab = z.looseObject({
  entityId: z.string(),
  name: z.string(),
  contentUrl: z.string(),
  websiteUrl: z.string(),
  scopes: z.array(z.string()),
});

/** The parts of a Teams manifest that are checked by rules of our own; its schema checks the rest. */
export const Manifest = z.looseObject({
  $schema: z.string(),
  manifestVersion: z.string(),
  version: z.string(),
  id: z.string(),
  developer: z.looseObject({ websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  name: z.looseObject({ short: z.string(), full: z.string() }),
  description: z.looseObject({ short: z.string(), full: z.string() }),
  localizationInfo: z.looseObject({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.looseObject({ languageTag: z.string(), file: z.string() })),
  }),
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  bots: z.tuple([
    z.looseObject({
      botId: z.string(),
      scopes: z.array(z.string()),
      supportsFiles: z.boolean().optional(),
      commandLists: z
        .array(z.looseObject({ scopes: z.array(z.string()), commands: z.array(Command) }))
        .default([]),
    }),
  ]),
  staticTabs: z.tuple([StaticTab, StaticTab]),
  configurableTabs: z.tuple([z.looseObject({ configurationUrl: z.string(), scopes: z.array(z.string()) })]),
  composeExtensions: z.tuple([
    z.looseObject({
      botId: z.string(),
      commands: z.array(
        Command.extend({
          id: z.string(),
          type: z.string().optional(),
          parameters: z.array(Command.extend({ name: z.string() })).default([]),
        }),
      ),
      messageHandlers: z
        .array(z.looseObject({ value: z.looseObject({ domains: z.array(z.string()) }) }))
        .default([]),
    }),
  ]),
  validDomains: z.array(z.string()).default([]),
  webApplicationInfo: z.looseObject({ id: z.string(), resource: z.string() }),
});
export type Manifest = z.infer<typeof Manifest>;

/** The texts of one language by their places, such as `name.short`; one of them is the `$schema`. */
export const LanguageFile = z.record(z.string(), z.string());
export type LanguageFile = z.infer<typeof LanguageFile>;
