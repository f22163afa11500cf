import { useEffect } from "react";
import { useTab } from "./shared/tab-context";

/** What somebody sees who adds the tab to a channel: there is nothing to choose, and the host's Save does the rest. */
export default function SetUp() {
  const { say, host } = useTab();
  useEffect(() => {
    const address = `${window.location.origin}/tab/`;
    host.configure({ contentUrl: address, websiteUrl: address, name: say("tab.set_up.name") });
  }, [host, say]);
  return (
    <main className="page set-up">
      <h1>{say("tab.view.channel")}</h1>
      <p>{say("tab.set_up.what")}</p>
      <p>{say("tab.set_up.who")}</p>
      <p className="quiet">{say("tab.set_up.save")}</p>
    </main>
  );
}
