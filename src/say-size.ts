const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;

/** "12 KB", "3.4 MB": as Teams and Windows write it, in every language. Nothing at all is told as 1 KB. */
export function saySize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte));
  if (kilobytes < kilobyte) return `${kilobytes} KB`;
  return `${(bytes / megabyte).toFixed(1).replace(/\.0$/, "")} MB`;
}
