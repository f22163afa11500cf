import { readPackageValues } from "../../src/app-package/read-package-values";

const packaged = {
  TEAMS_APP_ID: "5b0f6c2e-2a3d-4c55-8d0e-3f4a5b6c7d8e",
  BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
  BOT_DOMAIN: "support.contoso.example",
};

test("the package asks for its ids and domain, and for no secret", () => {
  expect(readPackageValues({ ...packaged, MODE: "teams" })).toEqual({
    ...packaged,
    TAB_APP_ID: packaged.BOT_ID,
  });
});

test("the tab may have a registration of its own, as a bot that is an identity of a machine needs", () => {
  const own = { ...packaged, TAB_APP_ID: "0d9c6f0b-7f2e-4a52-8b3a-9b6f3d2a1c11" };
  expect(readPackageValues(own)).toEqual(own);
});

test.each([
  ["TEAMS_APP_ID", undefined, "TEAMS_APP_ID is not set; allowed: the id of the app in Teams (a GUID)"],
  ["BOT_ID", " ", "BOT_ID is not set; allowed: the app id of the bot's registration (a GUID)"],
  ["BOT_DOMAIN", undefined, "BOT_DOMAIN is not set; allowed: the domain of the messaging endpoint"],
  ["TEAMS_APP_ID", "my-app", 'TEAMS_APP_ID is "my-app"; allowed: the id'],
  ["BOT_DOMAIN", "https://a.example", 'BOT_DOMAIN is "https://a.example"; allowed: the domain'],
  ["BOT_DOMAIN", "*.contoso.com", 'BOT_DOMAIN is "*.contoso.com"; allowed: the domain'],
  ["BOT_DOMAIN", "contoso.com:3978", 'BOT_DOMAIN is "contoso.com:3978"; allowed: the domain'],
])("the package is not made with %s being %j", (name, value, sentence) => {
  expect(() => readPackageValues({ ...packaged, [name]: value })).toThrow(sentence);
});
