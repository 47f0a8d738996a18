import { plain } from "../format/number";
import type { LineChart } from "../wire.gen";
import type { ChartData } from "./data";
import { xText } from "./summary";

const MOST = 1_000;

interface Props {
  element: LineChart;
  data: ChartData;
  label: string;
}

/** The numbers of a chart, for those who do not see it and those who want to know exactly. */
export function ChartTable({ element, data, label }: Props) {
  const { x, series, rows } = element;
  const [places, ...columns] = data;
  return (
    <div class="chart-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{x.label || x.name || "x"}</th>
            {series.map(({ name }, index) => (
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
              {columns.map((values, index) => (
                <td key={index}>{numberText(values[row])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows > MOST ? <p>{`And ${rows - MOST} more rows.`}</p> : null}
    </div>
  );
}

function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : plain(value);
}
