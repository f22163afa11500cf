import { lasting, onceOfLasting } from "../lasting";

/** Fills a prepared template with one model. */
export type FillTemplate = (model: object) => unknown;

/** What a node of a template becomes: `data` is what `$data` stands for there, `root` the whole model. */
type Fill = (data: unknown, root: unknown) => unknown;

/**
 * Takes an Adaptive Card template apart, once. Ours say three things only: a value (`${path}`, at most with a sign
 * beside it), an element left out (`$when`) or repeated (`$data`); all else is the model's. Anything more is a TypeError.
 * Filling one this way is some fifty times as fast as the general library, which the tests hold it against.
 */
export function prepareTemplate(template: unknown): FillTemplate {
  const fill = prepareNode(template);
  return (model) => fill(model, model);
}

function prepareNode(node: unknown): Fill {
  if (typeof node === "string") return prepareText(node);
  if (Array.isArray(node)) return prepareList(node);
  if (typeof node === "object" && node !== null) return prepareObject(Object.entries(node));
  return () => node;
}

/** What never changes is made once and shared by all cards. */
function isConstant(node: unknown): boolean {
  return !JSON.stringify(node).includes("$");
}

function prepareObject(entries: readonly (readonly [string, unknown])[]): Fill {
  const misplaced = entries.find(([key]) => key === "$data" || key === "$when");
  if (misplaced !== undefined) throw new TypeError(`a template says "${misplaced[0]}" outside of a list`);
  const parts = entries.map(
    ([key, value]) => [key, isConstant(value) ? () => value : prepareNode(value)] as const,
  );
  return (data, root) => {
    const filled: Record<string, unknown> = {};
    for (const [key, fill] of parts) filled[key] = fill(data, root);
    return filled;
  };
}

function prepareList(nodes: readonly unknown[]): Fill {
  if (isConstant(nodes)) return () => nodes;
  const elements = nodes.map(prepareElement);
  return (data, root) => {
    const filled: unknown[] = [];
    for (const add of elements) add(filled, data, root);
    return filled;
  };
}

type AddElement = (list: unknown[], data: unknown, root: unknown) => void;

/** An element may be left out, and stand once for each of several values. */
function prepareElement(node: unknown): AddElement {
  if (typeof node !== "object" || node === null || Array.isArray(node)) {
    const fill = prepareNode(node);
    return (list, data, root) => list.push(fill(data, root));
  }
  const { $data, $when, ...rest }: { $data?: unknown; $when?: unknown } = node;
  const isShown = $when === undefined ? undefined : prepareText(textOf($when));
  const values = $data === undefined ? undefined : prepareText(textOf($data));
  const fill = fillOnce(rest, prepareObject(Object.entries(rest)));
  const add: AddElement = (list, data, root) => {
    if (isShown === undefined || isShown(data, root) === true) list.push(fill(data, root));
  };
  if (values === undefined) return add;
  return (list, data, root) => {
    const found = values(data, root);
    if (!Array.isArray(found)) add(list, found, root);
    else for (const value of found) add(list, value, root);
  };
}

/** What is filled with lasting data alone is lasting itself. */
function fillOnce(node: object, fill: Fill): Fill {
  if (JSON.stringify(node).includes("$root")) return fill;
  const fillLasting = onceOfLasting((data: object) => lasting(fill(data, undefined)));
  return (data, root) =>
    typeof data === "object" && data !== null && Object.isFrozen(data) ? fillLasting(data) : fill(data, root);
}

function textOf(expression: unknown): string {
  if (typeof expression === "string") return expression;
  throw new TypeError(`a template says "${JSON.stringify(expression)}" where an expression belongs`);
}

const expression = /\$\{([^}]*)\}/;

/** A text that is one expression keeps the type of its value; among other words it becomes a part of them. */
function prepareText(text: string): Fill {
  const [before = "", inside, after = "", ...more] = text.split(expression);
  if (inside === undefined) return () => text;
  if (more.length > 0) throw new TypeError(`a template says "${text}", which is more than one value`);
  const read = prepareExpression(inside);
  if (before === "" && after === "") return read;
  return (data, root) => `${before}${String(read(data, root))}${after}`;
}

function prepareExpression(said: string): Fill {
  const negated = /^not\((.*)\)$/.exec(said)?.[1];
  if (negated !== undefined) {
    const read = preparePath(negated);
    return (data, root) => [false, null, undefined].some((nothing) => read(data, root) === nothing);
  }
  return preparePath(said);
}

function preparePath(path: string): Fill {
  if (!/^(\$root\.)?\w+(\.\w+)*$/.test(path))
    throw new TypeError(`a template says "${path}", which is no plain value`);
  const [first = "", ...others] = path.split(".");
  if (first === "$root") return (_data, root) => readPath(root, others);
  return (data) => readPath(data, [first, ...others]);
}

/** What is missing shows as nothing; that no model misses anything is what the types and the card tests are for. */
function readPath(value: unknown, names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = isObject(found) ? found[name] : undefined;
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
