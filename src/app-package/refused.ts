import { z } from "zod";
import data from "./refused.json";

/**
 * What Teams' store validation refuses: domains not under the app's own control, tunnels, words in the name of an
 * app, words anywhere in its listing.
 */
export const refused = z
  .strictObject({
    domains: z.array(z.string().min(3)),
    nameWords: z.array(z.string().min(1)),
    words: z.array(z.string().min(1)),
  })
  .readonly()
  .parse(data);
