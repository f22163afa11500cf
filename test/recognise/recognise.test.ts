import fc from "fast-check";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import type { Customer } from "../../src/directory/customer";
import { recognise } from "../../src/recognise/recognise";
import { type RecognisedField } from "../../src/vocabulary";
import { createRandom, longTexts } from "../bench/recognise/long-texts";

const contoso = { name: "Contoso", domain: "contoso.com", tenantId: "0b6e0bd5-47b0-4a1a-9a3c-0a6f6d4f1b11" };
const customers: readonly Customer[] = [
  contoso,
  { name: "Contoso Demo Lab", domain: "lab.example" },
  { name: "Tailspin Toys, Inc.", domain: "tailspintoys.com" },
  { name: "Exchange Ltd" },
  { name: "東方明珠科技股份有限公司", domain: "dongfang.example" },
];
const context = {
  catalogue: loadCatalogue(),
  customers,
  // A Wednesday, 14:30 in Taipei.
  now: "2026-11-18T06:30:00.000Z",
  timeZone: "Asia/Taipei",
};

function read(field: RecognisedField, text: string, with_ = context): string | undefined {
  return recognise(text, with_).find((entry) => entry.field === field)?.value;
}

function words(field: RecognisedField, text: string): string | undefined {
  return recognise(text, context).find((entry) => entry.field === field)?.words;
}

const table: Readonly<Partial<Record<RecognisedField, readonly (readonly [string, string | undefined])[]>>> =
  {
    customer: [
      ["CONTOSO vm stuck", contoso.tenantId],
      ["Ｃｏｎｔｏｓｏ vm stuck", contoso.tenantId],
      ["user@contoso.com cannot log in", contoso.tenantId],
      ["https://portal.contoso.com/x gives 500", contoso.tenantId],
      [`tenant ${contoso.tenantId.toUpperCase()}`, contoso.tenantId],
      ["Contosso vm stuck", contoso.tenantId],
      ["contosoland vm stuck", undefined],
      ["Contoso Pharma vm stuck", undefined],
      ["Contoso Demo Lab vm stuck", "lab.example"],
      ["Contoso's vm at tailspin toys", undefined],
      ["tailspin-toys vm stuck", "tailspintoys.com"],
      ["exchange is down", undefined],
      ["東方明珠的信箱", "dongfang.example"],
      ["東方明珠食品的信箱", undefined],
    ],
    newCustomer: [
      ["new customer bluebird.com has a problem", "bluebird.com"],
      ["bluebird.onmicrosoft.com has a problem", "bluebird.onmicrosoft.com"],
      ["contoso.onmicrosoft.com has a problem", undefined],
      ["bluebird.com and redbird.com", undefined],
      ["contoso.com and bluebird.com", undefined],
      ["see login.microsoftonline.com or me@gmail.com", undefined],
      ["error.log and foo.docx, version 4.2.1", undefined],
      ["I broke it.is that bad", undefined],
      ["mail to partner.com bounces", undefined],
      ["correlation 11111111-2222-3333-4444-555555555555", undefined],
      ["tenant 11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555555"],
    ],
    product: [
      ["Teams Phone has no sound", "teams-phone"],
      ["powerbi refresh fails", "power-bi"],
      ["two VMs are stuck", "azure-vm"],
      ["Defender for Office 365 blocks it", "defender-office365"],
      ["Teams and Outlook are down", undefined],
      ["Teams works fine, but Outlook is down", "exchange-online"],
      ["Teams is not fine", "teams"],
      ["not Exchange, it is OneDrive", "onedrive"],
      ["he told me on Teams that AKS is down", "aks"],
      ["logs are in OneDrive, AKS is down", "aks"],
      ["our sales teams cannot print", undefined],
      ["the exchange rate is wrong", undefined],
      ["the disk is full", undefined],
      ["Azure disk is full", "azure-disk"],
      ["Dynamics is down, sales cannot work", undefined],
      ["Dynamics 365 sales is down", "d365-sales"],
      ["steams", undefined],
      ["me@outlook.com", undefined],
      ["不是 Teams,是 Outlook", "exchange-online"],
      ["客戶在 Teams 上說 AKS 掛了", "aks"],
      ["PBI refresh fails", "power-bi"],
      ["the office portal is blank", "m365-tenant"],
      ["SQL MI is unreachable", "azure-sql"],
      ["an appliance from the Azure Marketplace does not start", "third-party-marketplace"],
      ["應用程式是市集買的,壞了", "third-party-marketplace"],
      ["the partner portal shows an error", "partner-center"],
      ["quarantined mail cannot be released", "eop"],
      ["dynamic group in Entra for new users", "entra-id"],
      ["Entra conditional access blocks everyone", "conditional-access"],
      ["Teams calling plan numbers cannot dial out", "teams-phone"],
      ["Exchagne is down", "exchange-online"],
      ["outlok is down", "exchange-online"],
      ["Temas is down", "teams"],
      ["Kubernets is down", "aks"],
      ["we planned it", undefined],
      ["one booking failed", undefined],
      ["the team is down", undefined],
      ["our Teams Phone has no dial tone", "teams-phone"],
      ["Copilot is stuck", undefined],
      ["Copilot in Outlook shows an error", "m365-copilot"],
      ["Word 裡的 Copilot 出錯", "m365-copilot"],
      ["GitHub Copilot licence is missing", undefined],
      ["Copilot in Power BI does not load", undefined],
      ["我們自己的 Azure 訂閱,VM 開不了機", "azure-vm"],
      ["備份軟體是在 AppSource 買的", "third-party-marketplace"],
    ],
    partnerType: [
      ["we are an indirect reseller of TD SYNNEX, Teams is down", "indirect_reseller"],
      ["Indirect reseller, Azure storage account fails in production", "indirect_reseller"],
      ["we buy all our licences through Pax8, Outlook crashes", "indirect_reseller"],
      ["our indirect provider has not granted us access yet", "indirect_reseller"],
      ["Direct bill partner here. AKS is unreachable", "direct_bill"],
      ["we are the indirect provider", "indirect_provider"],
      ["我們透過聯強下單，Teams 連不上", "indirect_reseller"],
      ["我們是直接帳單合作夥伴", "direct_bill"],
      ["我们是间接经销商，邮箱登不上", "indirect_reseller"],
      ["作为直销合作伙伴，我们想问账单", "direct_bill"],
      ["we are not an indirect reseller", undefined],
      ["the customer buys through Ingram", undefined],
      ["are we an indirect reseller?", undefined],
      ["not sure whether we are an indirect reseller", undefined],
      ["if we are an indirect reseller, who files?", undefined],
      ["our reseller is an indirect reseller in Berlin", undefined],
      ["we are an indirect reseller, not a direct bill partner", "indirect_reseller"],
      ["客戶是跟間接經銷商買的", undefined],
      ["我们不是间接经销商", undefined],
      ["我們是不是間接經銷商？", undefined],
      ["TD SYNNEX is our distributor", "indirect_reseller"],
      ["我們的上游是聯強", "indirect_reseller"],
      ["我司为直接计费合作伙伴", "direct_bill"],
      ["我们是直接计费", "direct_bill"],
      ["以前是间接经销商,现在是直接计费", undefined],
      ["are we a direct bill partner", undefined],
    ],
    agentRole: [
      ["I'm only a helpdesk agent, Teams is down", "helpdesk_agent"],
      ["I have the admin agent role", "admin_agent"],
      ["admin agent here", "admin_agent"],
      ["as a sales agent I cannot open a ticket", "sales_agent"],
      ["I am a global admin in our Partner Center", "global_admin"],
      ["I am a global admin at Contoso", undefined],
      ["I have the admin agent on the phone", undefined],
      ["I am an admin agent's colleague", undefined],
      ["our admin agent is on leave", undefined],
      ["do I need to be an admin agent", undefined],
      ["who may do it: an admin agent", undefined],
      ["我是系統管理代理人", "admin_agent"],
      ["我只有技術服務代理人的角色", "helpdesk_agent"],
      ["請幫我加系統管理代理人的角色", undefined],
      ["我是管理員代理的同事", undefined],
      ["作为支持人员代理,我看不到", "helpdesk_agent"],
      ["客户的全局管理员登不上", undefined],
    ],
    techPlan: [
      ["we have Premier Support, Teams is down", "premier"],
      ["Premier plan; direct bill", "premier"],
      ["with our Signature Cloud Support we file this", "signature"],
      ["we have no support plan", "none"],
      ["we don't have a technical support plan with Microsoft", "none"],
      ["no technical plan, direct bill", "none"],
      ["not sure which support plan we have", "unknown"],
      ["the customer has Premier Support", undefined],
      ["do we have Premier Support?", undefined],
      ["we don't have a support contract with the customer", undefined],
      ["we have Premier Support customers", undefined],
      ["we have a Premier contract that has ended", undefined],
      ["should we buy Advanced Support?", undefined],
      ["我們有先進支援", "advanced"],
      ["我們沒有跟微軟簽支援合約", "none"],
      ["不清楚我們有哪個支援方案", "unknown"],
      ["我們以前有 Premier 支援", undefined],
      ["我們有 Premier 支援,但已經過期", undefined],
      ["我们用签名云支持", "signature"],
      ["客户有自己的 Premier 支持", undefined],
    ],
    cloud: [
      ["中國版Office 365的客戶登不進去", "china_21v"],
      ["azure美国政府的虚拟机连不上", "us_gov"],
      ["the tenant is run by 21Vianet", "china_21v"],
      ["世纪互联的租户登不上", "china_21v"],
      ["GCC High tenant, Teams is down", "us_gov"],
      ["the customer has an office in China", undefined],
      ["not 21Vianet, the global cloud", undefined],
      ["不是世紀互聯", undefined],
      ["GCC tenant, an error shows", undefined],
    ],
    tenantScope: [
      ["自己公司的 Azure 訂閱，虛擬機很慢", "own"],
      ["客戶說，自己公司的信箱壞了", undefined],
      ["我自己公司的Teams登不進去", "own"],
      ["客戶自己公司的 Azure 訂閱壞了", undefined],
      ["他在自己公司的 Teams 登不進去", undefined],
      ["it is our own tenant, flows are stuck", "own"],
      ["我們自己的租用戶報錯", "own"],
      ["我们自己的租户报错", "own"],
      ["the customer's own tenant", undefined],
      ["not our own tenant", undefined],
      ["our own OneDrive will not sync", "own"],
      ["Contoso says our own tenant is down", undefined],
      ["our own teams cannot solve it", undefined],
      ["我們內部測試環境的 AKS 掛了", "own"],
      ["我們自己測試過了", undefined],
      ["我們內部的 Teams 群組說 VM 掛了", undefined],
      ["我们公司内部的 Exchange 收不到邮件", "own"],
    ],
    purchaseChannel: [
      ["客户是直接跟微软签的EA，Exchange坏了", "other"],
      ["客戶直接跟微軟簽了 EA，信箱壞了", "other"],
      ["客戶沒有簽 EA，信箱壞了", undefined],
      ["EA客户的邮箱坏了", "other"],
      ["我們跟微軟簽的 CSP 合約，客戶信箱壞了", undefined],
      ["EA合約的客戶信箱壞了", "other"],
      ["客户走EA协议，邮箱坏了", "other"],
      ["they have an Enterprise Agreement", "other"],
      ["bought directly from Microsoft, not via us", "other"],
      ["the backup was bought in the marketplace", "marketplace_third_party"],
      ["市集買的備份軟體報錯", "marketplace_third_party"],
      ["客户直接向微软购买的", "other"],
      ["they are moving from an Enterprise Agreement to CSP", undefined],
      ["Azure is with another CSP, but M365 is ours", undefined],
      ["not bought directly from Microsoft", undefined],
      ["the tenant is not ours", undefined],
      ["their licences came from GoDaddy, not from us", "other"],
      ["mail with another partner bounces", undefined],
      ["they bought the appliance in the Azure Marketplace", "marketplace_third_party"],
      ["was it bought in the marketplace", undefined],
      ["授權是別家 CSP 賣的", "other"],
      ["之前跟別家 CSP 買,現在轉到我們這裡", undefined],
      ["their licences are with another CSP, but moved to us last month", undefined],
      ["在微软官网刷卡买的", "other"],
    ],
    issueType: [
      ["申请SLA退款，上周五Azure SQL宕机5小时", "sla_credit"],
      ["上週停機想申請 SLA 退款", "sla_credit"],
      ["客户对发票金额有异议，Azure重复扣费", "billing_dispute"],
      ["客戶對帳單有異議", "billing_dispute"],
      ["客戶對帳單沒有異議，只是想知道明細", "billing_question"],
      ["想幫客戶申請SLA賠償，上週SharePoint掛掉三小時", "sla_credit"],
      ["SLA没达标，要求赔付", "sla_credit"],
      ["Teams is down", "technical_break_fix"],
      ["how do I add a mailbox", "how_to"],
      ["how do I add a mailbox, I get an error", undefined],
      ["please help setting up Intune", "configuration_deployment"],
      ["the invoice of May", "billing_question"],
      ["they were charged twice", "billing_dispute"],
      ["they want to cancel the subscription", "subscription_management"],
      ["we want an SLA credit", "sla_credit"],
      ["their account was hacked, an error shows", "fraud_abuse"],
      ["Partner Center shows an error", "portal_problem"],
      ["no errors at all", undefined],
      ["如果掛了怎麼辦", undefined],
      ["MFA prompts never arrive", "technical_break_fix"],
      ["the library will not sync", "technical_break_fix"],
      ["they will not renew", undefined],
      ["the page is blank", "technical_break_fix"],
      ["AKS 叢集掛點", "technical_break_fix"],
      ["页面一直转圈", "technical_break_fix"],
      ["合作夥伴中心網頁一直轉圈圈", "portal_problem"],
      ["what's the way to create a group", "how_to"],
      ["cancel the Visio subscription of this customer", "subscription_management"],
      ["can we cut the E3 plan from 50 seats to 30", "subscription_management"],
      ["想把 E5 減少五個授權", "subscription_management"],
      ["把 E3 许可证从 50 个减到 30 个", "subscription_management"],
      ["adding a licence gives an error", "technical_break_fix"],
      ["how do I remove a licence", "how_to"],
      ["這個月 Azure 帳單怎麼變多", "billing_question"],
      ["账单怎么涨了", "billing_question"],
      ["why was it billed pro rata", "billing_question"],
      ["they were billed twice", "billing_dispute"],
      ["the reseller disputes a charge", "billing_dispute"],
      ["a stolen credit card was used", "fraud_abuse"],
      ["幫客戶搬信箱到雲端", "configuration_deployment"],
      ["the new licence key was added to the server", undefined],
      ["remove the old product key from the PC", undefined],
      ["add the activation key again", undefined],
      ["the license key is rejected", "technical_break_fix"],
      ["where do I find the product key", "how_to"],
      ["they want to buy five license keys", "subscription_management"],
      ["客戶需要買 Premier 支援嗎", undefined],
      ["客户需要买 Premier 支持吗", undefined],
      ["they want to buy Premier Support", undefined],
      ["E3 降成 Business Premium", "subscription_management"],
      ["把 10 个 E5 降为 E3", "subscription_management"],
      ["they want to buy a Microsoft Premier Support contract", undefined],
      ["they have Premier Support and want to buy more seats", "subscription_management"],
      ["要買 5 個 E3 授權，另外問 Premier 支援", "subscription_management"],
      ["要增加授權金鑰", undefined],
      ["產品金鑰輸入後說無效", "technical_break_fix"],
      ["要取消许可证密钥", undefined],
      ["激活密钥在哪里查看", "how_to"],
      ["add 20 Visio Plan 2", "subscription_management"],
      ["how is this invoice calculated", "billing_question"],
      ["azure costs doubled", "billing_question"],
      ["AADSTS50011 at Contoso", "technical_break_fix"],
      ["shared mailbox 0x8004010F", "technical_break_fix"],
      ["550 5.7.708 from every mail", "technical_break_fix"],
      ["報表匯出不了", "technical_break_fix"],
      ["我不了解這個授權", undefined],
      ["the SharePoint site is read only", "technical_break_fix"],
      ["the library opens read-only", "technical_break_fix"],
      ["網站突然變唯讀", "technical_break_fix"],
      ["站点是只读的", "technical_break_fix"],
      ["make sure that the site is read only", undefined],
      ["give them read-only access", undefined],
      ["how do I make the site read only", "how_to"],
      ["權限是唯讀", undefined],
      ["VM CPU 一直 100%", "technical_break_fix"],
      ["Excel 一保存就崩", "technical_break_fix"],
      ["我們是直接帳單夥伴", undefined],
      ["现在是直接计费", undefined],
      ["幫他們加 5 個 E3", "subscription_management"],
      ["加 5 個使用者到 E3 群組", undefined],
    ],
    environment: [
      ["prod VM down", "production"],
      ["UAT VM down", "non_production"],
      ["non-production VM down", "non_production"],
      ["prod and staging are down", undefined],
      ["not in production", undefined],
      ["staging works fine, prod is down", "production"],
      ["the production line stopped", undefined],
      ["生产线停了", undefined],
      ["測試環境", "non_production"],
      ["dev AKS cluster down", "non_production"],
      ["the dev team reports an outage", undefined],
      ["web-prod-02 is down", undefined],
      ["prod VM web-01 is down", "production"],
    ],
    impact: [
      ["sign-in to their HR app is broken for all staff", "critical"],
      ["AVD hosts all unavailable, 60 users cannot work", "critical"],
      ["AVD 全掛 60 人沒辦法上班", "critical"],
      ["Exchange is down for everyone, 12 of 50 users", undefined],
      ["the VPN drops, one branch only", "moderate"],
      ["VPN 一直斷線 只有台中分公司", "moderate"],
      ["VPN 一直斷線 不只有台中分公司", undefined],
      ["BC 過帳很慢 不過還是可以用", "minimal"],
      ["Teams is down for everyone", "critical"],
      ["nobody can log in", "critical"],
      ["not everyone is down", "moderate"],
      ["it is not down for everyone", undefined],
      ["everyone in Berlin is down", undefined],
      ["nobody in accounting can log in", "moderate"],
      ["if it is down for everyone, who do we call", undefined],
      ["it was down for everyone, works again", undefined],
      ["all users are slow", "moderate"],
      ["one user is slow", undefined],
      ["12 of 50 users cannot log in", "moderate"],
      ["cosmetic error", "minimal"],
      ["cosmetic error, but nobody can work", undefined],
      ["thanks everyone, the VM is down", undefined],
      ["所有人都無法登入", "critical"],
      ["不是所有人都無法登入", "moderate"],
      ["没有全挂", undefined],
      ["UAT is down for everyone", undefined],
      ["the VM is slow but usable", "minimal"],
      ["VM 很慢但還能用", "minimal"],
      ["画布应用很卡，但大家都还能用，影响不大", "minimal"],
      ["畫面很卡，影響不大", "minimal"],
      ["the app is slow, low impact", "minimal"],
      ["大家都無法用 Teams，影響不大", undefined],
      ["half of finance dept can't open Teams", "moderate"],
      ["it is down for everybody at the customer", "critical"],
      ["the circuit is down, all branches offline", "critical"],
      ["一條線路斷線,所有分公司都連不上", "critical"],
      ["the site is down, only the sales department", "moderate"],
      ["網站打不開,只有業務部", "moderate"],
      ["站点打不开,只影响市场部", "moderate"],
      ["it fails for the whole sales department", "moderate"],
      ["only the site is down", undefined],
      ["Sev A, 500 users cannot log in", undefined],
      ["everyone sees that the site is read only", undefined],
    ],
    startedAt: [
      ["down since 9", "2026-11-18T01:00:00.000Z"],
      ["down since 9:30 am", "2026-11-18T01:30:00.000Z"],
      ["down since 2", "2026-11-18T06:00:00.000Z"],
      ["down since 15:00", "2026-11-17T07:00:00.000Z"],
      ["down since yesterday 14:00", "2026-11-17T06:00:00.000Z"],
      ["down since last night", undefined],
      ["down since Monday", undefined],
      ["down since Monday 9 am", "2026-11-16T01:00:00.000Z"],
      ["down since 2026-09-01 10:00", undefined],
      ["down since today 18:00", undefined],
      ["down from this morning 8:40", "2026-11-18T00:40:00.000Z"],
      ["down, 30 minutes ago", "2026-11-18T06:00:00.000Z"],
      ["down for 2 hours", "2026-11-18T04:30:00.000Z"],
      ["restarted it 30 minutes ago, still down", undefined],
      ["down since 9 users logged in", undefined],
      ["down from 9 to 5", undefined],
      ["down since 9 or since 10", undefined],
      ["call me at 3pm, it is down", undefined],
      ["今天早上八點半開始掛了", "2026-11-18T00:30:00.000Z"],
      ["从昨天下午3点就挂了", "2026-11-17T07:00:00.000Z"],
      ["一個半小時前掛了", "2026-11-18T05:00:00.000Z"],
      ["三點前回電,掛了", undefined],
      ["昨天下午三點重開過", undefined],
      ["down since 9:30 UTC", undefined],
      ["down since 14:05 CET", undefined],
      ["從 UTC 03:00 開始斷線", undefined],
      ["down since 13h", undefined],
      ["it is fixed since 10", undefined],
      ["今天上午九点开始发不出邮件", "2026-11-18T01:00:00.000Z"],
      ["十點就恢復了", undefined],
    ],
    usersAffected: [
      ["E3 使用者無法登入", undefined],
      ["雲端電腦連不進去 3/10 人", "3"],
      ["12 個業務都開不起來", "12"],
      ["12 users cannot log in", "12"],
      ["12 of 50 people cannot log in", "12"],
      ["1,200 users cannot log in", "1200"],
      ["add 12 users, it fails", undefined],
      ["12 users and 13 users cannot log in", undefined],
      ["50 人裡面有 12 人無法登入", "12"],
      ["三十個使用者無法登入", "30"],
      ["half of our 60 users cannot print", undefined],
      ["10 个人有 3 个进不了会议", "3"],
      ["30 来个人收不到邮件", "30"],
    ],
    usersTotal: [
      ["12 of 50 people cannot log in", "50"],
      ["60 of 50 people cannot log in", undefined],
      ["all 50 users cannot log in", "50"],
      ["50 人裡面有 12 人無法登入", "50"],
      ["half of our 60 users cannot print", "60"],
      ["60 個使用者有一半無法登入", "60"],
    ],
    stepsTried: [
      ["VM down, restarted the VM twice, still down", "restarted the VM twice"],
      ["tried a new connector but it fails", "tried a new connector"],
      ["we have not tried anything", undefined],
      ["the user tried to log in", undefined],
      ["the VM rebooted by itself", undefined],
      ["the VM rebooted at 3:10 and is offline", undefined],
      ["VM 掛了,已經重開機", "已經重開機"],
      ["试过重新登录,还是不行", "试过重新登录"],
      ["還沒重啟過", undefined],
      ["admin asks how to reset MFA", undefined],
      ["How do I reset MFA for a user?", undefined],
      ["Can I reset the password of a shared mailbox?", undefined],
    ],
    language: [
      ["Outlook is down", "en"],
      ["Outlook", undefined],
      ["Outlook 無法開啟", "zh-TW"],
      ["Outlook 无法开启", "zh-CN"],
      ["你好", undefined],
      ["無法,无法", undefined],
      ["Outlook geht nicht", undefined],
    ],
  };

const reply = `From: Bob <user@contoso.com>
Sent: Friday, November 27, 2026 8:12 AM
To: support@partner.example
Subject: RE: FW: Outlook keeps asking for password

None of us can open Outlook.

> On Thu, Mei wrote:
> Your SharePoint site is fixed now.`;

describe("a pasted mail", () => {
  test.each([
    ["SharePoint is slow at Contoso\n\nKind regards,\nMei Chen\nMicrosoft Teams room 4", "sharepoint-online"],
    ["Contoso 的 SharePoint 很慢\n\n陳小美 敬上\nTeams：mei\n順頌商祺\nOneDrive", "sharepoint-online"],
    [reply, "exchange-online"],
    [`See below.\nBest regards\nMei, Teams lead\n\n${reply}`, "exchange-online"],
    [`${reply}\n\nFrom: Mei\nSent: Thursday\nSubject: Azure VM\n\nThe VM is fine again.`, "exchange-online"],
    ["Outlook 打不開\n\n王小明 於 2026年11月26日 寫道：\nSharePoint 好了", "exchange-online"],
  ])("is read without its signature and what it quotes: %j", (text, product) => {
    expect(read("product", text)).toBe(product);
  });

  test("is shown in its own words", () => {
    expect(words("customer", reply)).toBe("contoso.com");
    expect(words("product", reply)).toBe("Outlook");
  });

  test("that is all quotation is read, and a word with a colon is no mail", () => {
    expect(read("product", "> Outlook is down")).toBe("exchange-online");
    expect(read("product", "Error from: Outlook\nfrom: nowhere, Outlook is down")).toBe("exchange-online");
  });
});

describe.each(Object.entries(table))("%s", (field, rows) => {
  test.each(rows)("of %j is %j", (text, expected) => {
    expect(Object.fromEntries(recognise(text, context).map((one) => [one.field, one.value]))[field]).toBe(
      expected,
    );
  });
});

test.each([
  [
    "Exchange is down for everyone at Contoso since 9, tried a new connector",
    {
      customer: contoso.tenantId,
      product: "exchange-online",
      issueType: "technical_break_fix",
      impact: "critical",
      startedAt: "2026-11-18T01:00:00.000Z",
      stepsTried: "tried a new connector",
      language: "en",
    },
  ],
  [
    "客戶 contoso.com.tw 的 Teams 會議全部無法加入",
    {
      newCustomer: "contoso.com.tw",
      product: "teams",
      issueType: "technical_break_fix",
      impact: "critical",
      language: "zh-TW",
    },
  ],
  [
    "客户的 Azure 虚拟机起不来,测试环境",
    {
      product: "azure-vm",
      issueType: "technical_break_fix",
      environment: "non_production",
      language: "zh-CN",
    },
  ],
  [
    "没有全部挂，就一个部门的 Exchange 收不到邮件",
    {
      product: "exchange-online",
      issueType: "technical_break_fix",
      impact: "moderate",
      language: "zh-CN",
    },
  ],
])("%s", (text, told) => {
  const found = recognise(text, context).map(({ field, value }) => [field, value]);
  expect(Object.fromEntries(found)).toEqual(told);
});

test("the words are those of the message, as written", () => {
  expect(words("customer", "  Ｃｏｎｔｏｓｏ， AKS")).toBe("Ｃｏｎｔｏｓｏ");
  expect(words("product", "the Power-BI report")).toBe("Power-BI");
  expect(words("product", "no mail in Exchange Online, no mail at all")).toBe("Exchange Online");
});

test("a clock time is read in the person's zone, also over a change of summer time", () => {
  const berlin = { ...context, now: "2026-10-25T12:00:00.000Z", timeZone: "Europe/Berlin" };
  expect(read("startedAt", "down since yesterday 14:00", berlin)).toBe("2026-10-24T12:00:00.000Z");
  expect(read("startedAt", "down since 9", { ...context, timeZone: "Nowhere/None" })).toBeUndefined();
});

test("no text breaks it; every word is the message's own and every field comes once", () => {
  const pieces = longTexts(["Contoso Teams is down for everyone since 9, tried 青禾嶼"]).map((text) =>
    text.slice(0, 60),
  );
  const random = createRandom(11);
  const mixed = fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom(...pieces)), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(mixed, (parts) => {
      checkReading(parts.join(random() < 0.5 ? " " : ""));
    }),
    { seed: 5, numRuns: 400 },
  );
  for (const text of longTexts(["Contoso AKS down"])) checkReading(text);
});

function checkReading(text: string): void {
  const found = recognise(text, context);
  expect(new Set(found.map(({ field }) => field)).size).toBe(found.length);
  for (const { words: written } of found) {
    expect(text.includes(written) && written.trim() === written && written !== "").toBe(true);
  }
}
