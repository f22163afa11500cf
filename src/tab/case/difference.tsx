import { UserLine } from "../shared/user-text";

/** "Severity A → C", and below it the answers that made it so. */
export function Difference({ lines }: { readonly lines: readonly string[] }) {
  const [first, ...because] = lines;
  if (first === undefined) return null;
  return (
    <ul className="difference">
      <li>
        <strong>
          <UserLine text={first} />
        </strong>
      </li>
      {because.map((line) => (
        <li key={line}>
          <UserLine text={line} />
        </li>
      ))}
    </ul>
  );
}
