import { answerWordsOf } from "../../src/intake/answer-words";
import { matchOption } from "../../src/intake/match-option";
import { textsOf } from "../../src/locales/texts";
import { type InputId, inputValues, type Language } from "../../src/vocabulary";

function read(language: Language, id: InputId, typed: string): string | null {
  const say = textsOf(language);
  const options = inputValues[id].map((value) => ({ value, title: say(`value.${id}.${value}`) }));
  return matchOption(typed, options, answerWordsOf(id))?.value ?? null;
}

type Typed = readonly [language: Language, id: InputId, typed: string, value: string];

test.each<Typed>([
  ["en", "impact", "1", "critical"],
  ["zh-TW", "impact", "２", "moderate"],
  ["zh-CN", "impact", "3。", "minimal"],
  ["en", "impact", "Critical", "critical"],
  ["en", "impact", "nobody", "critical"],
  ["zh-TW", "impact", "沒有人能工作", "critical"],
  ["zh-CN", "impact", "严重影响", "critical"],
  ["en", "environment", "non-production", "non_production"],
  ["en", "environment", "not production", "non_production"],
  ["en", "environment", "ＰＲＯＤＵＣＴＩＯＮ", "production"],
  ["en", "environment", "dev", "non_production"],
  ["zh-TW", "environment", "非生產環境", "non_production"],
  ["zh-TW", "environment", "生產", "production"],
  ["en", "delegatedAdmin", "y", "yes"],
  ["en", "delegatedAdmin", "No.", "no"],
  ["zh-TW", "delegatedAdmin", "有", "yes"],
  ["zh-TW", "delegatedAdmin", "沒", "no"],
  ["zh-CN", "delegatedAdmin", "否", "no"],
  ["zh-CN", "azureAccess", "没有", "not_granted"],
  ["en", "azureAccess", "not granted", "not_granted"],
  ["en", "azureAccess", "granted", "granted"],
  ["en", "serviceHealth", "no incident", "healthy"],
  ["en", "serviceHealth", "an incident that fits", "incident_active"],
  ["zh-TW", "serviceHealth", "還沒", "not_checked"],
  ["en", "diagnosis", "done", "exhausted"],
  ["en", "techPlan", "no plan", "none"],
  ["zh-CN", "techPlan", "没有", "none"],
  ["zh-CN", "criteria", "没有", "none"],
  ["en", "partnerType", "direct", "direct_bill"],
  ["en", "cloud", "us", "us_gov"],
])("in %s an answer about %s typed as '%s' means %s", (language, id, typed, value) => {
  expect(read(language, id, typed)).toBe(value);
});

// Each of these was once read as the opposite of what it says, or as one of several it may mean.
test.each<readonly [Language, InputId, string]>([
  ["en", "impact", "no"],
  ["en", "impact", "n"],
  ["en", "impact", "everybody"],
  ["zh-TW", "impact", "所有人"],
  ["zh-TW", "impact", "有人能工作"],
  ["zh-CN", "impact", "有人能工作"],
  ["zh-TW", "impact", "能工作"],
  ["en", "impact", "not critical"],
  ["en", "impact", "severity A"],
  ["en", "diagnosis", "started"],
  ["en", "serviceHealth", "no"],
  ["en", "serviceHealth", "checked"],
  ["en", "serviceHealth", "not healthy"],
  ["en", "serviceHealth", "incident that fits"],
  ["zh-TW", "serviceHealth", "有相符的服務事件"],
  ["en", "criteria", "available"],
  ["en", "criteria", "as described"],
  ["zh-CN", "criteria", "可用"],
  ["zh-TW", "criteria", "文件記載"],
  ["en", "techPlan", "technical plan"],
  ["zh-TW", "techPlan", "技術支援方案"],
  ["zh-CN", "techPlan", "技术支持计划"],
  ["en", "techPlan", "support"],
  ["en", "agentRole", "admin"],
  ["zh-CN", "agentRole", "管理员"],
  ["en", "partnerType", "indirect"],
  ["en", "delegatedAdmin", "maybe"],
])("in %s an answer about %s typed as '%s' is asked again", (language, id, typed) => {
  expect(read(language, id, typed)).toBeNull();
});
