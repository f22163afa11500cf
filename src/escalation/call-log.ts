import type { ClaimedDelivery } from "./delivery-store";

/** A call as all threads of a process tell it to each other. */
export interface LoggedCall {
  readonly conversation: bigint;
  readonly tenant: bigint;
  /** Milliseconds of the clock of whoever began it. */
  readonly moment: number;
}

/** The newest calls of all threads that were given the memory, in the order in which they begin. */
export interface CallLog {
  /** Those nobody here has read yet, one's own among them; null for one that was counted and not written in time. */
  read(): readonly (LoggedCall | null)[];
  /** False when another thread has begun one that was not read yet: then nothing is written. */
  append(call: LoggedCall): boolean;
}

/** Calls a thread may be behind: more than all of them begin while one looks at nothing, and a lost one costs at most a 429. */
const places = 8192;
const wordsOfCall = 4;
const first = 1;

/** In what threads tell each other of their calls. */
export function makeCallMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer((first + places * wordsOfCall) * BigInt64Array.BYTES_PER_ELEMENT);
}

/**
 * A ring of calls. The first word counts them: whoever raises it has the next place, and writes its call there before its
 * number. A thread that ends in between leaves one call of which nobody knows whose it is, and nothing to wait for again.
 */
export function createCallLog(memory = makeCallMemory()): CallLog {
  const words = new BigInt64Array(memory);
  let known = 0n;

  function readCall(number: bigint): readonly (LoggedCall | null)[] {
    const at = placeOf(number);
    // Its number comes last, and soon; it is another one where the ring has come round meanwhile.
    for (let look = 0; look < mostLooks && Atomics.load(words, at) < number; look += 1);
    const before = Atomics.load(words, at);
    if (before < number) Atomics.wait(words, at, before, patience);
    const [conversation, tenant, moment] = [1, 2, 3].map((word) => Atomics.load(words, at + word));
    const after = Atomics.load(words, at);
    if (after !== number) return after < number ? [null] : [];
    return [{ conversation: conversation ?? 0n, tenant: tenant ?? 0n, moment: Number(moment) }];
  }

  return {
    read() {
      const end = Atomics.load(words, 0);
      const calls: (LoggedCall | null)[] = [];
      for (let number = oldest(known, end); number <= end; number += 1n) calls.push(...readCall(number));
      known = end;
      return calls;
    },
    append({ conversation, tenant, moment }) {
      const number = known + 1n;
      if (Atomics.compareExchange(words, 0, known, number) !== known) return false;
      const at = placeOf(number);
      [conversation, tenant, BigInt(moment)].forEach((word, place) => {
        Atomics.store(words, at + 1 + place, word);
      });
      Atomics.store(words, at, number);
      Atomics.notify(words, at);
      return true;
    },
  };
}

/** Looks for a number that is being written, before it is waited for. */
const mostLooks = 2000;

/** Milliseconds for a thread the system has set aside just then; one that has ended costs each of the others so much, once. */
const patience = 50;

function placeOf(number: bigint): number {
  return first + Number(number % BigInt(places)) * wordsOfCall;
}

function oldest(known: bigint, end: bigint): bigint {
  const begin = end - BigInt(places) + 1n;
  return known + 1n > begin ? known + 1n : begin;
}

/** Names alike in every thread where a delivery goes, and whose it is (FNV-1a, 64 bits). */
export function nameCall({ tenantId, conversationId }: Pick<ClaimedDelivery, "tenantId" | "conversationId">) {
  return { conversation: hashOf(JSON.stringify([tenantId, conversationId])), tenant: hashOf(tenantId) };
}

function hashOf(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let place = 0; place < text.length; place += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(place))) * 0x100000001b3n);
  return BigInt.asIntN(64, hash);
}
