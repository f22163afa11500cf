const opening = /^[\p{Script=Han}「『（《]/u;
const closing = /[\p{Script=Han}」』）》]$/u;

/**
 * A sentence in pieces, words and values in turn, without the spaces Chinese has no use for: they stand around values
 * because most are numbers and Latin names, and are one too many where a value is Chinese as well. Values stay as they are.
 */
export function closeUp(pieces: readonly string[]): readonly string[] {
  return pieces.map((piece, at) => {
    // Most pieces have no space at their ends, and a card has hundreds of them.
    if (at % 2 === 1 || !(piece.startsWith(" ") || piece.endsWith(" "))) return piece;
    const [before = "", after = ""] = [pieces[at - 1], pieces[at + 1]];
    const begun = piece.startsWith(" ") && meet(before, piece.slice(1)) ? piece.slice(1) : piece;
    return begun.endsWith(" ") && meet(begun.slice(0, -1), after) ? begun.slice(0, -1) : begun;
  });
}

function meet(left: string, right: string): boolean {
  return closing.test(left.slice(-2)) && opening.test(right);
}
