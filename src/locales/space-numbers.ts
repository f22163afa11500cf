/**
 * What `Intl` says of lengths of time, spaced as all our sentences are: in zh-CN it writes "2分钟前", in zh-TW "2 分鐘前".
 * Not for dates, which are written without spaces in Chinese.
 */
export function spaceNumbers(text: string): string {
  return text.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ");
}
