import { Inline } from "../inline";
import type { View } from "../kinds";
import type { Table } from "../wire.gen";
import "./table.css";

const SHORT = 24;
const LONG = 60;

/** Short cells stay on one line, long ones get room: a narrow screen scrolls, it breaks no dates. */
function lengthOf({ length }: string): string | undefined {
  return length <= SHORT ? "short" : length >= LONG ? "long" : undefined;
}

export default function TableElement({ element }: View<Table>) {
  const { columns, rows, index, index_name: corner = "", numeric = [], border = true } = element;
  const right = new Set(numeric);
  const side = (column: number) => (right.has(column) ? "number" : undefined);
  const classOf = (cell: string, column: number) => side(column) ?? lengthOf(cell);
  const lines = border === true ? "all" : border === "horizontal" ? "horizontal" : "none";
  return (
    <div
      class="stTable"
      data-testid="stTable"
      tabIndex={0}
      role="group"
      aria-label={element.alt ?? "Table"}
      style={
        typeof element.height === "number" ? { maxBlockSize: `${element.height}px` } : undefined
      }
    >
      <table class={`lines-${lines}`}>
        {element.hide_header ? null : (
          <thead>
            <tr>
              {index ? corner ? <th scope="col">{corner}</th> : <td /> : null}
              {columns.map((name, column) => (
                <th key={column} scope="col" class={side(column)}>
                  <Inline text={name} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {index ? (
                <th scope="row">
                  <Inline text={index[line] ?? ""} />
                </th>
              ) : null}
              {row.map((cell, column) => (
                <td key={column} class={classOf(cell, column)}>
                  <Inline text={cell} />
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td class="empty" colSpan={columns.length + (index ? 1 : 0) || 1}>
                Empty
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
