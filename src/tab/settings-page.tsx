import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { type SubmitEvent, useState } from "react";
import type { Failure, Outcome } from "./api/outcome";
import { isAnything, isWebhookList, isWebhookSecret } from "./api/recognise";
import type { ListedWebhook, WebhookSecret } from "./api/wire";
import { Part } from "./case/part";
import { copyText } from "./case/share";
import { ListSkeleton } from "./list/list-skeleton";
import { useTab } from "./shared/tab-context";
import { Trouble } from "./shared/trouble";
import { UserLine } from "./shared/user-text";
import { useLive } from "./shared/use-live";
import { When } from "./shared/when";

const path = "/api/webhooks";

/** The programs that are told of changes: for leads. */
export default function SettingsPage() {
  const { say, client, announce } = useTab();
  const live = useLive(client, path, isWebhookList);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [fresh, setFresh] = useState<WebhookSecret | null>(null);
  const [done, setDone] = useState("");
  const take = <Body,>(outcome: Outcome<Body>, said: string): Body | null => {
    setFailure(outcome.kind === "failed" ? outcome.failure : null);
    setDone(outcome.kind === "ok" ? said : "");
    if (outcome.kind !== "ok") return null;
    announce(said);
    live.refresh();
    return outcome.body;
  };
  const post = { tag: null, key: client.newKey() };
  const add = async (url: string): Promise<boolean> => {
    const made = take(await client.post(path, { url }, isWebhookSecret, post), say("tab.hook.done.add"));
    if (made !== null) setFresh(made);
    return made !== null;
  };
  const rotate = async (id: string): Promise<void> => {
    const outcome = await client.post(`${path}/${id}/rotate`, {}, isWebhookSecret, post);
    const made = take(outcome, say("tab.hook.done.rotate"));
    if (made !== null) setFresh(made);
  };
  const test = async (id: string): Promise<void> => {
    take(await client.post(`${path}/${id}/test`, {}, isAnything, post), say("tab.hook.done.test"));
  };
  const remove = async (id: string): Promise<void> => {
    if (take(await client.remove(`${path}/${id}`), say("tab.hook.done.remove")) === null) return;
    setFresh((shown) => (shown?.id === id ? null : shown));
  };
  const { body } = live;
  const trouble = failure?.kind === "refused" ? null : (failure ?? live.failure);
  const fault = failure?.kind === "refused" ? failure.errors.map(({ message }) => message).join(" ") : "";
  return (
    <div className="settings">
      {trouble === null ? null : (
        <Trouble
          failure={trouble}
          isStale={body !== null}
          retry={() => {
            setFailure(null);
            live.refresh(true);
          }}
        />
      )}
      {done === "" ? null : (
        <MessageBar intent="success">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {fresh === null ? null : <Secret fresh={fresh} />}
      <Part title={say("tab.hook.title")}>
        <p className="quiet">{say("tab.hook.what")}</p>
        {body === null ? trouble === null ? <ListSkeleton /> : null : null}
        {body?.webhooks.length === 0 ? <p>{say("tab.hook.none")}</p> : null}
        <ul className="rows">
          {body?.webhooks.map((hook) => (
            <HookRow key={hook.id} hook={hook} rotate={rotate} test={test} remove={remove} />
          ))}
        </ul>
        <AddHook add={add} fault={fault} />
      </Part>
    </div>
  );
}

/** A secret is shown this once; it can be copied, and nobody is shown it again. */
function Secret({ fresh: { url, secret } }: { readonly fresh: WebhookSecret }) {
  const { say, announce } = useTab();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const worked = await copyText(secret);
    setCopied(worked);
    announce(say(worked ? "tab.hook.copied" : "tab.hook.not_copied"));
  };
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{say("tab.hook.secret")}</MessageBarTitle>
        {say("tab.hook.once", { url })}
        <span className="secret">
          <input className="share-link" readOnly aria-label={say("tab.hook.secret")} value={secret} />
          <Button onClick={() => void copy()}>{say(isCopied ? "tab.hook.copied" : "tab.hook.copy")}</Button>
        </span>
      </MessageBarBody>
    </MessageBar>
  );
}

function HookRow({
  hook: { id, url, createdBy, createdAt, oldSecretUntil, standing },
  rotate,
  test,
  remove,
}: {
  readonly hook: ListedWebhook;
  readonly rotate: (id: string) => Promise<void>;
  readonly test: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}) {
  const { say } = useTab();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="row hook">
      <div>
        <strong>
          <UserLine text={url} />
        </strong>
        <span className="source">
          <span>
            <UserLine text={createdBy.name} />
          </span>
          <When at={createdAt} />
          {oldSecretUntil === null ? null : (
            <span>
              {say("tab.hook.old_secret")} <When at={oldSecretUntil} />
            </span>
          )}
        </span>
        <span className="source">
          {standing.arrivedAt === null ? (
            <span>{say("tab.hook.never")}</span>
          ) : (
            <span>
              {say("tab.hook.arrived")} <When at={standing.arrivedAt} />
            </span>
          )}
          {standing.waiting === 0 ? null : (
            <span>{say("tab.hook.waiting", { number: standing.waiting })}</span>
          )}
          {standing.error === null ? null : <span className="bad">{say("tab.hook.trouble")}</span>}
        </span>
        <div className="buttons">
          {isAsking ? (
            <>
              <Button size="small" appearance="primary" onClick={() => void remove(id)}>
                {say("tab.hook.remove_now")}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  setAsking(false);
                }}
              >
                {say("tab.form.cancel")}
              </Button>
            </>
          ) : (
            <>
              <Button size="small" onClick={() => void test(id)}>
                {say("tab.hook.test")}
              </Button>
              <Button size="small" onClick={() => void rotate(id)}>
                {say("tab.hook.rotate")}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  setAsking(true);
                }}
              >
                {say("tab.hook.remove")}
              </Button>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

function AddHook({
  add,
  fault,
}: {
  readonly add: (url: string) => Promise<boolean>;
  readonly fault: string;
}) {
  const { say } = useTab();
  const [url, setUrl] = useState("");
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (url.trim() !== "" && (await add(url.trim()))) setUrl("");
  };
  return (
    <form className="add-hook" noValidate onSubmit={(event) => void send(event)}>
      <Field
        label={say("tab.hook.url")}
        {...(fault === "" ? {} : { validationMessage: fault, validationState: "error" as const })}
      >
        <Input
          name="url"
          type="url"
          value={url}
          maxLength={1000}
          placeholder="https://"
          onChange={(_event, { value }) => {
            setUrl(value);
          }}
        />
      </Field>
      <Button type="submit" appearance="primary">
        {say("tab.hook.add")}
      </Button>
    </form>
  );
}
