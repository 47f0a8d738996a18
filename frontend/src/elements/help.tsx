import type { View } from "../kinds";
import type { Help, Member } from "../wire.gen";
import "./help.css";

/** What an object is, what its docstring says, and what it has. */
export default function HelpElement({ element }: View<Help>) {
  const { name, type, value, doc, members = [] } = element;
  return (
    <section class="stHelp" data-testid="stHelp" aria-label={`Help on ${name ?? type}`}>
      <p class="help-head">
        {name ? <code class="help-name">{name}</code> : null}
        <code class="help-type">{type}</code>
        {value ? <code class="help-value">{value}</code> : null}
      </p>
      <pre class={`help-doc${doc ? "" : " none"}`} tabIndex={doc ? 0 : undefined}>
        {doc ?? "No docstring"}
      </pre>
      {members.length > 0 ? <Members of={members} /> : null}
    </section>
  );
}

function Members({ of: members }: { of: readonly Member[] }) {
  return (
    <div class="help-members" role="group" aria-label="Members" tabIndex={0}>
      <table>
        <tbody>
          {members.map(({ name, type, value, doc }) => (
            <tr key={name}>
              <th scope="row">
                <code class="help-name">{name}</code>
              </th>
              <td>
                <code class="help-type">{type}</code>
              </td>
              <td class="help-about">
                {value ? (
                  <code class="help-value">{value}</code>
                ) : (
                  (doc ?? <span class="none">No docstring</span>)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
