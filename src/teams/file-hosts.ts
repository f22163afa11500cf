/** The addresses that are called for files. Everything else is refused, or the bot could be sent into our own network. */
export interface FileHosts {
  /** Where Teams keeps the files of a chat; their addresses carry their own permission. */
  readonly isStorage: (url: URL) => boolean;
  /** Where the pictures of a message lie; the bot's token is sent there. */
  readonly isConnector: (url: URL) => boolean;
}

/** SharePoint and OneDrive of the clouds Teams runs in. Each name stands for the hosts below it. */
const storage: readonly string[] = [
  "sharepoint.com",
  "sharepoint.us",
  "sharepoint-mil.us",
  "1drv.com",
  "onedrive.com",
];

/** Microsoft's storage and the connector, over https and on the usual port; nothing else is ever fetched. */
export function teamsFileHosts(isServiceAllowed: (serviceUrl: string) => boolean): FileHosts {
  return {
    isStorage: (url) => isPlainHttps(url) && storage.some((name) => url.hostname.endsWith(`.${name}`)),
    isConnector: (url) => isPlainHttps(url) && isServiceAllowed(url.href),
  };
}

/** The local chat's own origin and nothing else on this machine. */
export function localFileHosts(origin: () => string): FileHosts {
  const isOwn = (url: URL): boolean => url.origin === origin() && url.username === "" && url.password === "";
  return { isStorage: isOwn, isConnector: isOwn };
}

/** Another port or a name and password in the address are nothing Teams sends. */
function isPlainHttps({ protocol, port, username, password }: URL): boolean {
  return protocol === "https:" && port === "" && username === "" && password === "";
}
