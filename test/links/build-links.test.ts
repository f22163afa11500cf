import fc from "fast-check";
import { type Customer, Domain, TenantGuid } from "../../src/directory/customer";
import { buildLinks } from "../../src/links/build-links";
import type { BuiltLink } from "../../src/links/link";
import type { CaseFacts } from "../../src/policy/case-facts";
import { loadLinks } from "../../src/links/links";
import type { Answers } from "../../src/vocabulary";
import { caseWith, contoso, someCases } from "./cases";

/** Written out by hand: an address to any other host is a mistake. */
const hosts = [
  "partner.microsoft.com",
  "portal.azure.com",
  "portal.office.com",
  "admin.cloud.microsoft",
  "admin.microsoft.com",
  "admin.teams.microsoft.com",
  "intune.microsoft.com",
  "entra.microsoft.com",
  "security.microsoft.com",
  "purview.microsoft.com",
  "app.powerbi.com",
  "admin.powerplatform.microsoft.com",
  "businesscentral.dynamics.com",
  "lcs.dynamics.com",
  "docs.microsoft.com",
  "support.microsoft.com",
  "go.microsoft.com",
  "portal.azure.us",
  "portal.office365.us",
  "entra.microsoft.us",
  "gcc.admin.powerplatform.microsoft.us",
  "high.admin.powerplatform.microsoft.us",
  "intune.microsoft.us",
  "security.microsoft.us",
];

const tenantId = contoso.tenantId ?? "";
const services = `https://partner.microsoft.com/dashboard/v2/customers/${tenantId}/servicemanagementpage`;
const account = `https://partner.microsoft.com/dashboard/v2/customers/${tenantId}/account`;
const customerList = "https://partner.microsoft.com/commerce/customers/list";
const azure: Answers = { productFamily: "azure" };

function places(facts: CaseFacts): readonly string[] {
  return buildLinks(facts).map(placeOf);
}

function placeOf(link: BuiltLink): string {
  return "url" in link ? link.url : link.menu;
}

describe("the links of a route", () => {
  test("for Microsoft 365 start in Partner Center, then support on behalf, then the written way", () => {
    expect(places(caseWith({}))).toEqual([
      services,
      `https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=Support`,
      "menu.customer_requests",
    ]);
  });

  test("in the newer edition lead to the admin center by the customer's initial domain", () => {
    const customer = { ...contoso, domain: "contoso.onmicrosoft.com" };

    const links = places(caseWith({ edition: "newer", customer }));

    expect(links).toContain("https://admin.cloud.microsoft/?delegatedOrg=contoso.onmicrosoft.com");
    expect(links.join()).not.toContain("BeginClientSession");
  });

  test("for Azure start in Partner Center before the customer's Azure portal", () => {
    expect(places(caseWith({ answers: azure }))).toEqual([
      services,
      "https://portal.azure.com/contoso.com",
      "menu.customer_requests",
    ]);
  });

  test("without an admin relationship open the Azure portal by the domain name", () => {
    expect(places(caseWith({ answers: { ...azure, delegatedAdmin: "no" } }))).toEqual([
      "https://portal.azure.com/contoso.com",
      account,
    ]);
  });

  test("without a domain name say where to find it", () => {
    const customer = { name: "Contoso", tenantId };

    expect(places(caseWith({ answers: { ...azure, delegatedAdmin: "no" }, customer }))).toEqual([
      "menu.azure_customer",
      account,
    ]);
  });

  test("without any customer lead to the customer list", () => {
    expect(places(caseWith({ customer: undefined }))).toEqual([customerList, "menu.customer_requests"]);
  });

  test("for service health of Azure never show the reader's own context", () => {
    expect(places(caseWith({ answers: { ...azure, serviceHealth: "not_checked" } }))).toEqual([
      services,
      "https://portal.azure.com/contoso.com",
      "menu.azure_health",
    ]);
  });

  test.each<[string, Answers, readonly string[]]>([
    ["own Azure", { ...azure, tenantScope: "own" }, ["L-13", "L-31", "L-14"]],
    ["own Microsoft 365", { tenantScope: "own" }, ["L-19", "L-19-health"]],
    ["a plan to obtain", { techPlan: "none" }, ["L-09", "L-10"]],
    ["Partner Center itself", { productFamily: "partner_center" }, ["L-08", "L-08-list"]],
    ["a relationship to obtain", { delegatedAdmin: "no" }, ["L-02"]],
    ["Dynamics billing", { productFamily: "dynamics365", issueType: "billing_dispute" }, ["L-25"]],
    ["a billing question", { issueType: "billing_question", diagnosis: "in_progress" }, ["L-05"]],
    ["a third-party product", { purchaseChannel: "marketplace_third_party" }, ["L-26", "L-26-offer"]],
    ["the support group", { ...azure, agentRole: "helpdesk_agent" }, ["L-03", "L-12"]],
    ["a hand-over", { agentRole: "sales_agent" }, ["L-03", "L-17b", "L-11"]],
    ["the indirect provider", { partnerType: "indirect_reseller" }, []],
    ["what was bought elsewhere", { purchaseChannel: "other" }, []],
  ])("for %s are the expected ones", (_case, answers, ids) => {
    expect(buildLinks(caseWith({ answers })).map(({ id }) => id)).toEqual(ids);
  });

  test("to a GDAP relationship are those of the newer edition only", () => {
    const ids = (edition: "2020" | "newer"): readonly string[] =>
      buildLinks(caseWith({ edition, answers: { delegatedAdmin: "no" } })).map(({ id }) => id);

    expect(ids("newer")).toContain("L-06");
    expect(ids("2020")).not.toContain("L-06");
  });

  test("for Dynamics 365 in the newer edition lead to the Power Platform admin center", () => {
    expect(places(caseWith({ edition: "newer", answers: { productFamily: "dynamics365" } }))[0]).toBe(
      `https://admin.powerplatform.microsoft.com/account/login/${tenantId}`,
    );
  });

  test("for the partner's own work include the product's admin center", () => {
    const answers: Answers = { productFamily: "ems", issueType: "configuration_deployment" };

    expect(places(caseWith({ answers, product: "intune" }))).toEqual([
      services,
      "https://intune.microsoft.com/contoso.com",
    ]);
  });

  test("never name the parts of a product page nobody knows", () => {
    expect(places(caseWith({ answers: { purchaseChannel: "marketplace_third_party" } }))).toEqual([
      "menu.marketplace_product",
      "menu.marketplace_offer",
    ]);
  });
});

describe("the links of a cloud", () => {
  test("of the US Government are hosts of that cloud without a customer in them, and menu paths", () => {
    const inGov = someCases(fc.constant(contoso)).map((facts) => ({
      ...facts,
      answers: { ...facts.answers, cloud: "us_gov" as const },
    }));
    fc.assert(
      fc.property(inGov, (facts) => {
        const urls = buildLinks(facts).flatMap((link) => ("url" in link ? [new URL(link.url)] : []));
        for (const url of urls)
          expect([url.host.endsWith(".us"), url.pathname, url.search, url.hash]).toEqual([true, "/", "", ""]);
      }),
      { numRuns: 2000 },
    );
  });

  test("of the US Government start at the written way of Partner Center", () => {
    expect(places(caseWith({ answers: { ...azure, cloud: "us_gov" } }))).toEqual(["menu.customer_requests"]);
  });

  test("of the US Government show health in the product's portal", () => {
    const answers: Answers = { cloud: "us_gov", serviceHealth: "not_checked" };

    expect(places(caseWith({ answers }))).toEqual(["https://portal.office365.us", "menu.m365_health"]);
    expect(places(caseWith({ answers: { ...answers, ...azure } }))).toEqual([
      "https://portal.azure.us",
      "menu.azure_health",
    ]);
  });

  test.each(["germany", "china_21v"] as const)("of %s do not exist, whoever names it", (cloud) => {
    expect(buildLinks(caseWith({ answers: { cloud } }))).toEqual([]);
    expect(buildLinks(caseWith({ customer: { ...contoso, cloud } }))).toEqual([]);
    expect(buildLinks(caseWith({ answers: { cloud }, edition: "2017" }))).toEqual([]);
  });

  test("must suit both clouds where directory and answers differ", () => {
    expect(places(caseWith({ customer: { ...contoso, cloud: "us_gov" } })).join()).not.toContain("https://");
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "javascript:alert(1)",
    "../../evil",
    "contoso.com/../evil",
    "contoso.com?x=1",
    "contoso.com#view",
    "contoso.com@evil.example",
    "https://evil.example/",
    "//evil.example",
    "%2e%2e%2f",
    "青禾嶼.example",
    "contoso.com\n",
    "a".repeat(10_000),
    "a.".repeat(5_000),
    "{tenantId}",
    "$&",
    "\ud800",
    "CONTOSO.COM",
    "contoso.onmicrosoft.com",
    "evil.contoso.onmicrosoft.com.example",
    tenantId,
    tenantId.toUpperCase(),
    `${tenantId}/../x`,
  ),
  fc.domain(),
);
const hostileCustomer: fc.Arbitrary<Customer> = fc.record({
  name: hostile,
  domain: hostile,
  tenantId: hostile,
});

describe("whatever a customer is called", () => {
  test("every address is https, on a known host, and whole", () => {
    fc.assert(
      fc.property(someCases(hostileCustomer), (facts) => {
        for (const link of buildLinks(facts)) {
          if (!("url" in link)) continue;
          const url = new URL(link.url);
          expect(url.protocol).toBe("https:");
          expect(hosts).toContain(url.host);
          expect([url.username, url.password, url.port]).toEqual(["", "", ""]);
          expect(link.url).not.toMatch(/[{}\s]|\.\.|[^\x20-\x7e]/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("text that fails its check changes nothing", () => {
    fc.assert(
      fc.property(someCases(hostileCustomer), (facts) => {
        const { domain, tenantId: guid, name } = facts.customer ?? { name: "" };
        const checked = {
          name: `${name}!`,
          ...(Domain.safeParse(domain).success ? { domain } : {}),
          ...(TenantGuid.safeParse(guid).success ? { tenantId: guid } : {}),
        };
        expect(buildLinks({ ...facts, customer: checked })).toEqual(buildLinks(facts));
      }),
      { numRuns: 1500 },
    );
  });

  test("there are at most three addresses, nothing twice, and menu paths last but for the main door", () => {
    fc.assert(
      fc.property(someCases(fc.constantFrom(undefined, contoso)), (facts) => {
        const links = buildLinks(facts);
        const kinds = links.map((link) => ("url" in link ? "url" : "menu")).slice(1);
        expect(links.filter((link) => "url" in link).length).toBeLessThanOrEqual(3);
        expect(new Set(links.map(placeOf)).size).toBe(links.length);
        expect(kinds).toEqual([...kinds].sort().reverse());
      }),
      { numRuns: 1500 },
    );
  });

  test("no address opens the reader's own tenant for a customer's case", () => {
    const { byId } = loadLinks();
    fc.assert(
      fc.property(someCases(fc.constant(contoso)), (facts) => {
        if (facts.answers.tenantScope === "own") return;
        const own = buildLinks(facts).filter(
          (link) => "url" in link && byId.get(link.id)?.ownContext === true,
        );
        expect(own).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
