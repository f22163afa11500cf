import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useTab } from "../shared/tab-context";
import type { Question } from "./form-values";

interface FieldOptions {
  readonly question: Question;
  readonly value: string;
  readonly error: string | undefined;
  readonly change: (value: string) => void;
}

/** One question of a form with its label, hint and fault. */
export function FormField({ question, value, error, change }: FieldOptions) {
  const { label, hint, required, id } = question;
  return (
    <Field
      label={label}
      required={required || id === "closingReason"}
      {...(hint === "" ? {} : { hint })}
      {...(error === undefined ? {} : { validationMessage: error, validationState: "error" as const })}
    >
      <FieldInput question={question} value={value} change={change} />
    </Field>
  );
}

function FieldInput({ question, value, change }: Omit<FieldOptions, "error">) {
  const { say } = useTab();
  const { id, kind, options, placeholder, maxLength } = question;
  const shared = { name: id, value, ...(maxLength === null ? {} : { maxLength }) };
  const changed = (_event: unknown, data: { readonly value: string }): void => {
    change(data.value);
  };
  if (kind === "choice" || kind === "search")
    return (
      <Select name={id} value={value} onChange={changed}>
        <option value="">{say("tab.form.choose")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </Select>
    );
  if (kind === "longText")
    return <Textarea {...shared} rows={4} resize="vertical" placeholder={placeholder} onChange={changed} />;
  const type = kind === "date" || kind === "time" ? kind : "text";
  return <Input {...shared} type={type} placeholder={placeholder} onChange={changed} />;
}
