import { tryAgain } from "../support/patient-person";
import { judgeAnswers, judgeNotes } from "./judge-answers";

/** What is found, by its kind. */
function find() {
  const found: string[] = [];
  const note = (kind: string) => (what: string) => found.push(`${kind}: ${what}`);
  return { found, findings: { lost: note("lost"), doubled: note("doubled"), wrong: note("wrong") } };
}

const answer = (replyToId: string, text = "Added") => JSON.stringify({ replyToId, text });

test("a message without an answer, and one with two, are found", () => {
  const { found, findings } = find();
  const posts = [answer("two"), answer("two"), answer("one"), JSON.stringify({ text: "unasked" })];
  expect([...judgeAnswers(["none", "one", "two"], posts, findings)]).toEqual([]);
  expect(found).toEqual(["lost: an answer to none", "doubled: 2 answers to two"]);
});

test("a note is lost only when its writer was not asked to write it again", () => {
  const { found, findings } = find();
  const ids = ["kept", "silent", "refused", "twice", "both"];
  const posts = ids.map((id) =>
    answer(id, id === "refused" || id === "both" ? `Sorry: ${tryAgain}` : "Added"),
  );
  const refused = judgeAnswers(ids, posts, findings);
  const notes = ids.map((id) => ({ id, text: `tried ${id}` }));
  judgeNotes(notes, ["tried kept", "tried twice", "tried twice", "tried both"], refused, findings);
  expect(found).toEqual([
    "lost: note silent",
    "doubled: note twice",
    "wrong: note both was kept, and its writer asked to try again",
  ]);
});
