// The built product with what programs of faults put into it, alone in its process or in one of several threads.
import { createRequire } from "node:module";
import { URL } from "node:url";

const require = createRequire(import.meta.url);

/** As the environment says, and in as many threads as asked for: in local mode none of them needs the local chat here. */
export function readSettings({ settings, workers = 1 }) {
  return { ...require("../../dist/settings.js").readSettings(settings), workers };
}

export function openInstance({ root, sending, reminding, authentication, tokenKeys }, settings, log, worker) {
  const { startApp } = require("../../dist/app.js");
  const { TeamsAuthentication } = require("../../dist/teams/authentication.js");
  return startApp({
    settings,
    log,
    root,
    sending,
    reminding,
    worker,
    ...(authentication === undefined
      ? {}
      : { authentication: new TeamsAuthentication(authentication, (err) => log.warn({ err }, "refused")) }),
    ...(tokenKeys === undefined ? {} : { tokenKeys: new URL(tokenKeys) }),
  });
}
