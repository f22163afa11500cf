/** Where Teams, Outlook and the Microsoft 365 app run; they alone may show the tab in a frame. */
const hosts = [
  "https://*.cloud.microsoft",
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://*.microsoft365.com",
  "https://*.office.com",
  "https://outlook.office.com",
  "https://outlook.office365.com",
];

/** The library of Teams looks up there which hosts it may believe. */
const hostList = "https://res.cdn.office.net";

/**
 * Fluent keeps its rules in style elements that are empty in the document and filled by script. This is the digest of
 * an empty text, so that such an element is allowed and none that has anything in it.
 */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The headers every file of the tab is served with; in local mode pages of this machine may frame it as well. */
export function headersOfTab(isLocal: boolean): Readonly<Record<string, string>> {
  const ancestors = isLocal ? ["'self'", ...hosts] : hosts;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${emptyStyle}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${hostList}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(" ")}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
    ...(isLocal ? {} : { "strict-transport-security": "max-age=31536000" }),
  };
}
