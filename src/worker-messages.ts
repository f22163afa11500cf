import { z } from "zod";
import { LimitMemory } from "./http/limit-memory";

/** What a worker thread is made with; `given` is for the program it runs. */
export const WorkerStart = z.object({
  number: z.number(),
  lockMemory: z.instanceof(SharedArrayBuffer),
  limitMemory: LimitMemory,
  given: z.unknown(),
});
export type WorkerStart = z.infer<typeof WorkerStart>;

/** What it is told: to open everything and listen, as soon as it is its turn, to say that it is there, and to stop. */
export const WorkerOrder = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("begin"), port: z.number() }),
  z.object({ kind: z.literal("answer") }),
  z.object({ kind: z.literal("stop") }),
]);
export type WorkerOrder = z.infer<typeof WorkerOrder>;

/** What it tells: how its beginning went, and whenever it is asked, that it is there. */
export const WorkerNews = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("listening"), address: z.string(), port: z.number() }),
  z.object({ kind: z.literal("failed"), why: z.string() }),
  z.object({ kind: z.literal("there") }),
]);
export type WorkerNews = z.infer<typeof WorkerNews>;
