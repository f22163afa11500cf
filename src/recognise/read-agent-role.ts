import { type InputValue, inputValues } from "../vocabulary";
import { containsAny, createFinder, endsWithAny, type Found, startsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import { isInDoubt, isOwnPart } from "./own-part";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type AgentRole = InputValue<"agentRole">;

/** The role in Partner Center that was read, and where. */
export interface ReadAgentRole {
  readonly agentRole: AgentRole;
  readonly span: Span;
}

const { kinds, mine, held, asRole, opening, partnerCenter } = wordLists.role;
const findKinds = createFinder<AgentRole>(inputValues.agentRole.flatMap((role) => tagged(kinds[role], role)));

/** Characters between such a role and the words for Partner Center: "global admin in our Partner Center". */
const near = 24;

/**
 * The technician's own role in Partner Center: what somebody else is, or is needed, tells nothing. A customer's tenant has
 * user and global admins as well, so these count only where Partner Center is named beside them.
 */
export function readAgentRole(message: Message, { isSupposed }: Faults): ReadAgentRole | null {
  const said = findKinds(message).filter(
    (kind) => isMine(kind, message) && !isSupposed(kind.from) && !isInDoubt(kind, message),
  );
  const [first] = said;
  if (first === undefined || said.some(({ tag }) => tag !== first.tag)) return null;
  return { agentRole: first.tag, span: { from: first.from, to: first.to } };
}

function isMine(kind: Found<AgentRole>, message: Message): boolean {
  const { text } = message;
  const { from, to, tag } = kind;
  const isOfTenants = tag === "user_admin" || tag === "global_admin";
  if (isOfTenants && !containsAny(text, { from: from - near, to: to + near }, partnerCenter)) return false;
  if (endsWithAny(text, from, held)) return startsWithAny(text, to, asRole);
  // "I am an admin agent's colleague".
  if (/^(?:'s|的)/.test(text.slice(to, to + 2))) return false;
  // "Who may do it: an admin agent" names what is needed.
  const isListed = text.charAt(message.clauses.at(from).from) === ":";
  return isListed ? endsWithAny(text, from, mine) : isOwnPart(kind, message, { own: mine, opening });
}
