import type { Catalogue } from "../catalogue/catalogue";
import { rememberSentences } from "../cards/sentences";
import type { Say } from "../locales/texts";
import type { Audience } from "../views";
import type { Language, UpdateTone } from "../vocabulary";

/** A file that goes along; `size` in bytes. */
export interface AttachedFile {
  readonly name: string;
  readonly size: number;
}

/** What a hand-over is written with: languages, catalogue, and the technician it is for. */
export interface HandOverContext {
  readonly textsOf: (language: Language) => Say;
  readonly catalogue: Catalogue;
  /** The technician: language of notes, time zone, and the present moment. */
  readonly audience: Audience;
  /** A first step in words; the id itself where nobody knows its sentence. */
  readonly nameStep?: ((id: string, language: Language) => string) | undefined;
  readonly files?: readonly AttachedFile[] | undefined;
  /** Language and tone of the update for the customer; what fits the case where nothing is chosen. */
  readonly updateLanguage?: Language | null | undefined;
  readonly tone?: UpdateTone | null | undefined;
}

/** The sentences of a language. Values are put in as they are and never interpreted: they may be a person's text. */
export function sayingIn(context: Pick<HandOverContext, "textsOf">, language: Language): Say {
  return rememberSentences(context.textsOf(language));
}
