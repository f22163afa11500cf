import { inOrder, type Route } from "./route";

/** The most routes of a tenant: a card lists them all. */
export const mostRoutes = 20;

/** `up`: to be tried earlier. */
export const moveDirections = ["up", "down"] as const;
/** Which way a route is moved among those of its tenant. */
export type MoveDirection = (typeof moveDirections)[number];

/** The place behind all others. */
export function nextPosition(routes: readonly Route[]): number {
  return Math.max(-1, ...routes.map(({ position }) => position)) + 1;
}

/**
 * The routes that change when one goes up or down by one, with their next revisions; none where there is no way
 * on. The catch-all stays last.
 */
export function moveRoute(
  routes: readonly Route[],
  id: string,
  direction: MoveDirection,
  at: string,
): readonly Route[] {
  const movable = inOrder(routes).filter(({ isCatchAll }) => !isCatchAll);
  const from = movable.findIndex((route) => route.id === id);
  const moved = movable[from];
  const to = from + (direction === "up" ? -1 : 1);
  if (moved === undefined || movable[to] === undefined) return [];
  const order = movable.toSpliced(from, 1).toSpliced(to, 0, moved);
  return order.flatMap((route, position) =>
    route.position === position ? [] : [{ ...route, position, revision: route.revision + 1, updatedAt: at }],
  );
}
