import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localPeople, localTenantId } from "../../src/local-chat/people";
import { escalation } from "../support/cases";
import { type Chatter, createChatter } from "../support/chatter";
import { png, program } from "../support/sample-files";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";

let app: TestApp;
let chatter: Chatter;

beforeEach(async () => {
  app = await startTestApp();
  chatter = createChatter(app, person(0));
  await chatter.open();
});
afterEach(() => app.stop());

const screenshot = { name: "screenshot.png", bytes: png };
const filesFolder = (): string => join(app.dataDir, "files", localTenantId);
const keptOnDisk = (): readonly string[] => (existsSync(filesFolder()) ? readdirSync(filesFolder()) : []);

async function makeCase(): Promise<void> {
  await chatter.say("Nobody can send mail");
  await walkDialog(chatter, escalation, { newCustomer: "contoso.com" });
}

/** Opens the case until the card says so. */
function seeOnCard(words: string): Promise<string> {
  return waitUntil(
    async () => {
      await chatter.say("PS-000001");
      return chatter.last().words;
    },
    (seen) => seen.includes(words),
  );
}

const hear = (words: string): Promise<unknown> =>
  waitUntil(
    () => chatter.messages().map(({ text }) => text),
    (texts) => texts.some((text) => text.includes(words)),
  );

describe("files sent to the chat", () => {
  test("a screenshot is kept with the newest case and stands on its card", async () => {
    await makeCase();

    await chatter.send([screenshot]);

    expect(chatter.last().text).toContain("Keeping screenshot.png with PS-000001");
    const card = await seeOnCard("Files:");
    expect(card).toContain("screenshot.png");
    expect(card.replaceAll("\n", "")).toContain("screenshot.png (1 KB)");
    const [id = ""] = keptOnDisk();
    expect(readFileSync(join(filesFolder(), id))).toEqual(png);
  });

  test("one sent while the case is entered becomes the record's", async () => {
    await chatter.say("Nobody can send mail");
    await chatter.send([screenshot]);
    expect(chatter.last().text).toContain("with this case");

    await walkDialogAfterFiles();

    expect(await seeOnCard("Files:")).toContain("screenshot.png");
  });

  async function walkDialogAfterFiles(): Promise<void> {
    await chatter.say("card");
    await walkDialog(chatter, escalation, { newCustomer: "contoso.com" });
  }

  test("the first sentence and its screenshot begin a case together", async () => {
    await chatter.send([screenshot], "Nobody can send mail");

    expect(chatter.last().words.replaceAll("\n", "")).toContain("Keeping screenshot.png with this case");
    expect(chatter.last().actions.map(({ verb }) => verb)).toContain("intake/answer");
    await waitUntil(keptOnDisk, (names) => names.length === 1);
  });

  test("a pasted picture has no name and gets one", async () => {
    await makeCase();

    await chatter.send([{ name: "", bytes: png, isPicture: true }]);

    expect(chatter.last().text).toContain("Keeping the picture with PS-000001");
    await seeOnCard("image.png");
  });

  test("one sent with the number of an older case goes to that case", async () => {
    await makeCase();
    await makeCase();

    await chatter.send([screenshot], "PS-000001");

    expect(chatter.last().words.replaceAll("\n", "")).toContain("Keeping screenshot.png with PS-000001");
    expect(await seeOnCard("Files:")).toContain("screenshot.png");
    await chatter.say("PS-000002");
    expect(chatter.last().words).not.toContain("Files:");
  });

  test("one sent with a number that is none of theirs goes to no case at all", async () => {
    await makeCase();

    await chatter.send([screenshot], "PS-000099");

    expect(chatter.last().text).toContain("no file was kept");
    expect(keptOnDisk()).toEqual([]);
    await chatter.say("PS-000001");
    expect(chatter.last().words).not.toContain("Files:");
  });

  test("without a case the sender is told to start one, and nothing is kept", async () => {
    await chatter.send([screenshot]);

    expect(chatter.last().text).toContain("Start a case first");
    expect(keptOnDisk()).toEqual([]);
  });

  test.each([
    ["setup.exe", program],
    ["screenshot.png", program],
    ["page.html", Buffer.from("<html>")],
    ["icon.svg", Buffer.from("<svg/>")],
  ])("%s is refused with the types and the limit named", async (name, bytes) => {
    await makeCase();

    await chatter.send([{ name, bytes }]);

    await hear(`${name} was not kept. Allowed are PNG`);
    expect(chatter.last().text).toContain("up to 10 MB");
    expect(keptOnDisk()).toEqual([]);
    await chatter.say("PS-000001");
    expect(chatter.last().words).not.toContain("Files:");
  });

  test("a file above the limit is refused with the limit named", async () => {
    await makeCase();

    await chatter.send([{ name: "huge.log", bytes: Buffer.alloc(10 * 1024 * 1024 + 1, "a") }]);

    await hear("huge.log was not kept: it has more than 10 MB");
    expect(keptOnDisk()).toEqual([]);
  });

  test("a message brings ten files and a case holds twenty", async () => {
    await makeCase();
    const eleven = Array.from({ length: 11 }, (_, at) => ({ name: `shot-${at}.png`, bytes: png }));

    await chatter.send(eleven);
    expect(chatter.last().text).toContain("Keeping 10 of 11 files with PS-000001");
    await chatter.send(eleven.slice(1));
    expect(chatter.last().text).toContain("Keeping 10 files");
    await chatter.send([screenshot]);

    expect(chatter.last().text).toContain("already holds 20 files");
    await waitUntil(keptOnDisk, (names) => names.filter((name) => !name.endsWith(".new")).length === 20);
    await seeOnCard("and 15 more");
  });

  test.each(["../../../etc/passwd.txt", "..\\..\\boot.txt", "SCREEN~1.TXT", "con.txt", "a\u202etxt.txt"])(
    "a file named %j is kept under an id of ours",
    async (name) => {
      await makeCase();

      await chatter.send([{ name, bytes: Buffer.from("log") }]);

      await seeOnCard("Files:");
      expect(keptOnDisk()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      expect(readdirSync(join(app.dataDir, "files"))).toEqual([localTenantId]);
      expect(chatter.last().words).not.toMatch(/\.\.[\\/]|\u202e/);
    },
  );

  test("a name that looks like markup or a link is shown as it is", async () => {
    await makeCase();

    await chatter.send([{ name: "[call](https://evil.example) ${title}.txt", bytes: Buffer.from("log") }]);

    const card = await seeOnCard("Files:");
    expect(card).toContain("evil.example) ${title}.txt");
    expect(JSON.stringify(chatter.last().card)).not.toContain('"TextBlock","text":"[call]');
  });
});

/** A message as Teams would deliver it, with attachments of any kind. */
async function deliver(attachments: readonly unknown[]): Promise<number> {
  const [sender] = localPeople;
  const response = await fetch(`${app.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      type: "message",
      id: `raw-${Math.random()}`,
      channelId: "msteams",
      serviceUrl: `${app.origin}/connector`,
      from: { id: sender?.id, aadObjectId: sender?.aadObjectId, name: "Mei Chen" },
      recipient: { id: "28:partner-support" },
      conversation: { id: chatter.conversationId, conversationType: "personal", tenantId: localTenantId },
      locale: "en-US",
      attachments,
    }),
  });
  return response.status;
}

const download = (downloadUrl: unknown, name = "a.png"): object => ({
  contentType: "application/vnd.microsoft.teams.file.download.info",
  name,
  content: { downloadUrl },
});

describe("addresses of files", () => {
  test.each([
    "http://127.0.0.1:1/secret.png",
    "http://169.254.169.254/latest/meta-data",
    "https://contoso.sharepoint.com/a.png",
    "file:///etc/passwd",
    "nonsense",
  ])("%s is not called in local mode", async (url) => {
    await makeCase();

    expect(await deliver([download(url)])).toBe(200);

    await hear("a.png was not kept: it is not stored where Teams keeps");
    expect(keptOnDisk()).toEqual([]);
  });

  test("a file that is gone is told of after the tries", async () => {
    await makeCase();

    await deliver([download(`${app.origin}/local/files/nothing`)]);

    await hear("a.png could not be fetched");
  });

  test.each([
    [[{ contentType: "text/html", content: "<p>x</p>" }]],
    [[null, 7, "x"]],
    [[download(undefined)]],
  ])("attachments that are no files change nothing: %j", async (attachments) => {
    await makeCase();

    expect(await deliver(attachments)).toBe(200);

    expect(keptOnDisk()).toEqual([]);
  });
});

describe("the case as a file", () => {
  test.each(["file PS-000001", "檔案 PS-000001", "文件 ps-1"])(
    "%s offers it, and accepted it comes",
    async (words) => {
      await makeCase();

      await chatter.say(words);
      expect(chatter.last().offered).toBe("PS-000001.md");
      expect(await chatter.answerOffer(true)).toEqual({ kind: "delivered" });

      const message = await waitUntil(
        () => chatter.last(),
        ({ files }) => files.length === 1,
      );
      expect(message.files[0]?.name).toBe("PS-000001.md");
      const response = await fetch(`${app.origin}/local/files/${message.files[0]?.id ?? ""}`);
      const content = await response.text();
      expect(content).toContain("PS-000001");
      expect(content).toContain("Nobody can send mail");
      expect(chatter.messages().filter(({ offered }) => offered !== "")).toEqual([]);
    },
  );

  test("it is made afresh when it is accepted", async () => {
    await makeCase();
    await chatter.say("file PS-000001");
    await chatter.send([screenshot]);
    await waitUntil(keptOnDisk, (names) => names.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));

    await chatter.answerOffer(true);

    const { files } = await waitUntil(
      () => chatter.last(),
      (message) => message.files.length === 1,
    );
    const response = await fetch(`${app.origin}/local/files/${files[0]?.id ?? ""}`);
    expect(await response.text()).toContain("screenshot.png");
  });

  test("declined, nothing is made and a short sentence says so", async () => {
    await makeCase();
    await chatter.say("file PS-000001");

    await chatter.answerOffer(false);

    await hear("no file was made");
    expect(chatter.messages().flatMap(({ files }) => files)).toEqual([]);
  });

  test("somebody else's case is not offered where cases are one's own", async () => {
    await app.stop();
    app = await startTestApp({ CASE_ACCESS: "own" });
    chatter = createChatter(app, person(0));
    await chatter.open();
    await makeCase();
    const stranger = createChatter(app, person(1));
    await stranger.open();

    await stranger.say("file PS-000001");

    expect(stranger.last().offered).toBe("");
    expect(stranger.last().text).toContain("no case with this number");
  });

  test("a forged consent for somebody else's case brings nothing where cases are one's own", async () => {
    await app.stop();
    app = await startTestApp({ CASE_ACCESS: "own" });
    chatter = createChatter(app, person(0));
    await chatter.open();
    await makeCase();
    const stranger = createChatter(app, person(1));
    await stranger.open();
    await stranger.say("hi");
    const place = app.connector.shelf.reserve("PS-000001.md");

    const status = await consent(stranger, place, `${app.origin}/local/uploads/${place}`);

    expect(status).toBe(200);
    await waitUntil(
      () => stranger.last(),
      ({ text }) => text.includes("no case with this number"),
    );
    expect(app.connector.shelf.find(place)).toBeUndefined();
  });

  test("a consent that names a foreign place is not followed", async () => {
    await makeCase();

    await consent(chatter, "x", "http://127.0.0.1:1/upload");

    await hear("could not be put into your OneDrive");
  });

  async function consent(who: Chatter, place: string, uploadUrl: string): Promise<number> {
    const sender = who === chatter ? person(0) : person(1);
    const uploadInfo = { uploadUrl, contentUrl: `${app.origin}/x`, name: "PS-000001.md", uniqueId: place };
    const response = await fetch(`${app.origin}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        type: "invoke",
        name: "fileConsent/invoke",
        id: `consent-${Math.random()}`,
        channelId: "msteams",
        serviceUrl: `${app.origin}/connector`,
        from: { id: sender.id, aadObjectId: sender.aadObjectId, name: sender.name },
        recipient: { id: "28:partner-support" },
        conversation: { id: who.conversationId, conversationType: "personal", tenantId: localTenantId },
        value: { type: "fileUpload", action: "accept", context: { record: 1 }, uploadInfo },
      }),
    });
    return response.status;
  }
});
