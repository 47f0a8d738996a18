import { plain } from "../format/number";
import type { Chart } from "../wire.gen";
import type { ChartData } from "./data";
import { xText } from "./summary";

const MOST = 1_000;

interface Props {
  element: Chart;
  data: ChartData;
  label: string;
}

/** The numbers of a chart, for those who do not see it and those who want to know exactly. */
export function ChartTable({ element, data, label }: Props) {
  const { x, rows } = element;
  const [places] = data;
  const columns = columnsOf(element, data);
  return (
    <div class="chart-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{x.label || x.name || "x"}</th>
            {columns.map(([name], index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(rows, MOST) }, (_, row) => (
            <tr key={row}>
              <th scope="row">{xText(element, places?.[row] ?? Number.NaN)}</th>
              {columns.map(([, text], index) => (
                <td key={index}>{text(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows > MOST ? <p>{`And ${rows - MOST} more rows.`}</p> : null}
    </div>
  );
}

type Told = [name: string, text: (row: number) => string];

/** The columns beside x: one for each series, or what each dot is. */
function columnsOf(element: Chart, [, ...columns]: ChartData): Told[] {
  const { type, series, shade, size } = element;
  const numbers = (name: string, values?: Float64Array): Told => [
    name,
    (row) => numberText(values?.[row]),
  ];
  if (type !== "scatter") return series.map(({ name }, index) => numbers(name, columns[index]));
  const [y, code, area] = columns;
  const told = [numbers(series.length === 1 ? (series[0]?.name ?? "y") : "y", y)];
  if (shade) told.push(numbers(shade, code));
  else if (series.length > 1) told.push(["", (row) => series[code?.[row] ?? 0]?.name ?? ""]);
  if (typeof size === "string") told.push(numbers(size, area));
  return told;
}

function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : plain(value);
}
