import "./file-name.css";

/** How a name ends, which says what it is: up to twelve plain characters. */
const END = /[!-~]{0,12}$/;

/** The name of a file. Where there is no room it loses its middle, never its end. */
export function FileName({ name }: { name: string }) {
  const at = name.length < 16 ? name.length : name.search(END);
  return (
    <span class="name" data-testid="stFileChipName" title={name} dir="auto">
      <span class="name-start">{name.slice(0, at)}</span>
      <span>{name.slice(at)}</span>
    </span>
  );
}
