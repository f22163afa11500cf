import { SearchBox } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { readCaseNumber } from "../address";
import { useTab } from "../shared/tab-context";

/** Milliseconds without a key before the words are searched for. */
const pause = 300;

/** Searches as one types; a case number and Enter open the case. */
export function SearchInput({
  value,
  onSearch,
}: {
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const { say, navigation } = useTab();
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setText(value);
  }, [value]);
  const type = (typed: string): void => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      onSearch(typed.trim());
    }, pause);
  };
  return (
    <SearchBox
      className="search"
      aria-label={say("tab.search.label")}
      placeholder={say("tab.search.hint")}
      value={text}
      maxLength={200}
      onChange={(_event, data) => {
        type(data.value);
      }}
      dismiss={{ "aria-label": say("tab.search.clear") }}
      onKeyDown={({ key, nativeEvent }) => {
        // Enter that only takes a Chinese word over is not meant for us.
        if (key !== "Enter" || nativeEvent.isComposing) return;
        clearTimeout(timer.current);
        const caseNumber = readCaseNumber(text);
        if (caseNumber === null) onSearch(text.trim());
        else navigation.go({ caseNumber });
      }}
    />
  );
}
