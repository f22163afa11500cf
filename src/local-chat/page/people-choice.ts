import { fillAvatar } from "./avatar.js";
import { make } from "./dom.js";
import type { News } from "./news.js";
import { showBadge } from "./news-badge.js";
import type { Texts } from "./texts.js";
import type { WirePerson } from "./wire.js";

/** The people one can be, each with a badge of what is new for them; `pick` is told the object id of the one chosen. */
export function createPeopleChoice(people: HTMLElement, pick: (id: string) => void) {
  return {
    showNews: (newsOf: (person: WirePerson) => News, all: readonly WirePerson[], texts: Texts): void => {
      for (const input of people.querySelectorAll("input")) {
        const person = all.find(({ aadObjectId }) => aadObjectId === input.value);
        const owner = input.parentElement;
        if (person !== undefined && owner !== null) showBadge(owner, newsOf(person), texts);
      }
    },
    update: (all: readonly WirePerson[], me: WirePerson, texts: Texts): void => {
      if (people.querySelector("label") === null) {
        people.append(...all.map((person) => createPersonOption(person, all, pick)));
      }
      showPeople(people, all, me, texts);
    },
  };
}

/** Who of them one is, and what each of them is in the language of the page. */
function showPeople(people: HTMLElement, all: readonly WirePerson[], me: WirePerson, texts: Texts): void {
  for (const input of people.querySelectorAll("input")) {
    input.checked = input.value === me.aadObjectId;
    const role = input.parentElement?.querySelector(".person-role");
    const person = all.find(({ aadObjectId }) => aadObjectId === input.value);
    role?.replaceChildren(person === undefined ? "" : texts.roles[person.role]);
  }
}

function createPersonOption(
  person: WirePerson,
  all: readonly WirePerson[],
  pick: (id: string) => void,
): HTMLElement {
  const { aadObjectId: id, name } = person;
  const input = make("input", {
    attributes: { type: "radio", name: "person", value: id, "data-person-name": name },
  });
  input.onchange = () => {
    pick(id);
  };
  const avatar = make("span", { attributes: { "aria-hidden": "true" } });
  fillAvatar(avatar, { kind: "person", id, name }, all);
  const [first = name, ...rest] = name.split(" ");
  const words = make(
    "span",
    { class: "person-name", text: first },
    make("span", { class: "surname", text: ` ${rest.join(" ")}` }),
  );
  const text = make("span", { class: "person-text" }, words, make("span", { class: "person-role" }));
  return make(
    "label",
    { class: "person", attributes: { "data-testid": "person-option" } },
    input,
    avatar,
    text,
  );
}
