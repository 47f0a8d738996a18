import { CopyButton } from "../code-block";
import { Glyph } from "../glyph";
import type { View } from "../kinds";
import type { Exception, Frame } from "../wire.gen";
import "./exception.css";

export default function ExceptionElement({ element }: View<Exception>) {
  const { type, message, frames = [], hint, id } = element;
  const own = frames.filter((frame) => frame.user);
  const last = own.at(-1);
  const hidden = frames.length === 0 && id;
  return (
    <div class="stException" data-testid="stException" role="alert">
      <p class="exception-head" data-testid="stExceptionMessage">
        <Glyph name="error" />
        {hidden ? (
          <span>
            An error happened (id <code>{id}</code>).
          </span>
        ) : (
          <span>
            <strong>{type}</strong>
            {message ? `: ${message}` : ""}
          </span>
        )}
      </p>
      {hint ? <p class="exception-hint">{hint}</p> : null}
      {last ? <FrameView frame={last} /> : null}
      {frames.length > (last ? 1 : 0) ? <Traceback frames={frames} /> : null}
      {hidden ? null : <CopyButton text={asText(element)} label="Copy the traceback" />}
    </div>
  );
}

function FrameView({ frame }: { frame: Frame }) {
  return (
    <div class={`exception-frame${frame.user ? " own" : ""}`}>
      <p>
        {frame.file}, line {frame.line}
        {frame.name === "<module>" ? "" : `, in ${frame.name}`}
      </p>
      {frame.code ? <pre>{frame.code}</pre> : null}
    </div>
  );
}

function Traceback({ frames }: { frames: readonly Frame[] }) {
  return (
    <details data-testid="stExceptionTraceback">
      <summary>Traceback, most recent call last</summary>
      {frames.map((frame, index) => (
        <FrameView key={index} frame={frame} />
      ))}
    </details>
  );
}

function asText({ type, message, frames = [] }: Exception): string {
  const lines = frames.map(
    ({ file, line, name, code }) => `  File "${file}", line ${line}, in ${name}\n    ${code}`,
  );
  return ["Traceback (most recent call last):", ...lines, `${type}: ${message}`].join("\n");
}
