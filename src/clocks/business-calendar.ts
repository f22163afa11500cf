import { IANAZone } from "luxon";
import { z } from "zod";

/** A clock time such as 09:00. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a team works: a country (with its state, as in DE-BY) for the holidays, weekdays from 1 (Monday) to 7. */
export const CalendarData = z
  .strictObject({
    /** Null where nobody has said: then no day is a holiday. */
    country: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
      .nullable(),
    zone: z.string().refine((zone) => IANAZone.isValidZone(zone)),
    weekdays: z.array(z.int().min(1).max(7)).min(1),
    opens: ClockTime,
    /** 24:00 is the end of the day. */
    closes: z.union([ClockTime, z.literal("24:00")]),
  })
  .refine(({ opens, closes }) => opens < closes, { error: "closes before it opens" });
export type CalendarData = Readonly<z.infer<typeof CalendarData>>;

/** A calendar ready to be asked; `isHoliday` takes a local date such as 2026-07-03. */
export interface BusinessCalendar extends CalendarData {
  readonly isHoliday: (date: string) => boolean;
}

const plain = new Map<string, BusinessCalendar>();

/** Monday to Friday from 9 to 17 with no holidays, for when no calendar was given. The zone must exist. */
export function weekdaysIn(zone: string): BusinessCalendar {
  const known = plain.get(zone);
  if (known !== undefined) return known;
  const week = { country: null, weekdays: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" };
  const made: BusinessCalendar = { ...week, zone, isHoliday: () => false };
  plain.set(zone, made);
  return made;
}
