/** How many calls somebody may make: `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
  /** How many callers are surely told apart and remembered at once. */
  readonly people: number;
}

/** Of one person. */
export const personRate: Rate = { burst: 60, perSecond: 5, people: 10_000 };
/** Of all people of a tenant together, so that no tenant takes the others' time. */
export const tenantRate: Rate = { burst: 600, perSecond: 100, people: 1000 };

/** Places a caller may have: with three times as many as people, hardly anybody finds all taken. */
const choices = 8;
/** One word for a caller, so that it changes whole: a mark of who it is, and until when their calls are owed for. */
const momentBits = 44n;
const momentMask = (1n << momentBits) - 1n;
const markMask = (1 << 19) - 1;

/** In what callers are counted; what counts in the same one, in whichever thread, counts together. */
export function makeRateMemory({ people }: Rate): SharedArrayBuffer {
  const places = 2 ** Math.ceil(Math.log2(people * 3));
  return new SharedArrayBuffer(places * BigInt64Array.BYTES_PER_ELEMENT);
}

/**
 * Every call is owed for as long as the pace has it; somebody may owe for a burst. Answers 0 when the call may go on, else
 * after how many seconds the next one may. Two callers count as one where they share mark and place, fewer than one pair
 * among a hundred million. Where all places of somebody new are taken, whoever owes least is forgotten.
 */
export function createRateLimit(
  now: () => Date,
  rate: Rate,
  memory = makeRateMemory(rate),
): (caller: string) => number {
  const words = new BigInt64Array(memory);
  const gap = Math.round(1000 / rate.perSecond);
  const mostOwed = rate.burst * gap;

  /** Milliseconds. More than anybody can owe was written before a clock was set back, which must not take calls away. */
  const owedBy = (word: bigint, at: number): number => {
    const owed = Number(word & momentMask) - at;
    return owed < 0 || owed > mostOwed ? 0 : owed;
  };

  /** Where the caller is; else the place whose owner owes least. */
  function findPlace({ first, stride, mark }: Hash, at: number): number {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step < choices; step += 1) {
      const place = (first + step * stride) % words.length;
      const word = Atomics.load(words, place);
      if (word >> momentBits === mark) return place;
      const owed = owedBy(word, at);
      if (owed < least) [best, least] = [place, owed];
    }
    return best;
  }

  return (caller) => {
    const at = now().getTime();
    const hash = hashOf(caller);
    for (;;) {
      const place = findPlace(hash, at);
      const before = Atomics.load(words, place);
      const owed = before >> momentBits === hash.mark ? owedBy(before, at) : 0;
      if (owed + gap > mostOwed) return Math.ceil((owed + gap - mostOwed) / 1000);
      const after = (hash.mark << momentBits) | BigInt(at + owed + gap);
      // Another thread may have written there meanwhile: then all is looked at again.
      if (Atomics.compareExchange(words, place, before, after) === before) return 0;
    }
  };
}

/** Where a caller may be, and the mark there. */
interface Hash {
  readonly first: number;
  /** Odd: so it comes by all places, whose number is a power of two. */
  readonly stride: number;
  readonly mark: bigint;
}

/** FNV-1a twice, with different beginnings and factors; a mark is never that of an empty place. */
function hashOf(text: string): Hash {
  let hash = 0x811c9dc5;
  let other = 0x2c1b3c6d;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text.charCodeAt(place);
    hash = Math.imul(hash ^ sign, 0x01000193);
    other = Math.imul(other ^ sign, 0x297a2d39);
  }
  const mark = (other ^ (other >>> 15)) & markMask;
  return { first: hash >>> 0, stride: (hash >>> 16) | 1, mark: BigInt(mark === 0 ? 1 : mark) };
}
