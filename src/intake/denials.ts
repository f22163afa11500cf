/** Answers that only deny: they mean an option that is called so, and no longer title that begins with them. */
const bare = new Set([
  "no",
  "not",
  "non",
  "nothing",
  "沒",
  "沒有",
  "没",
  "没有",
  "無",
  "无",
  "不",
  "未",
  "否",
]);

/** Whether these words say no and nothing else; `folded` as by `foldText`. */
export function isBareNo(folded: string): boolean {
  return bare.has(folded);
}

/** Whether words deny something; of Chinese any sign that does, of English a word of its own. */
export function saysNo(folded: string): boolean {
  return /[沒没未無无不非]/u.test(folded) || /\b(?:no|not|non|none|never|nobody|don't)\b/.test(folded);
}
