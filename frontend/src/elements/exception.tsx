import { CopyButton } from "../code-block";
import { Glyph } from "../glyph";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { Exception, Frame } from "../wire.gen";
import "./exception.css";

export default function ExceptionElement({ element }: View<Exception>) {
  const { type, message, frames = [], hint, id } = element;
  const last = frames.findLast((frame) => frame.user);
  const hidden = frames.length === 0 && id;
  return (
    <div class="stException" data-testid="stException" role="alert">
      <div class="exception-head" data-testid="stExceptionMessage">
        <Glyph name="error" />
        {hidden ? (
          <span>
            An error happened. Its details are in the server's log (id <code>{id}</code>).
          </span>
        ) : (
          <Message type={type} message={message} />
        )}
        {hidden ? null : <CopyButton text={asText(element)} label="Copy the traceback" />}
      </div>
      {hint ? (
        <p class="exception-hint">
          <Ticked text={hint} />
        </p>
      ) : null}
      {last ? <Culprit frame={last} frames={frames} /> : null}
      {frames.length > (last ? 1 : 0) ? <Traceback frames={frames} /> : null}
      {hidden ? null : <SearchLink type={type} message={message} />}
    </div>
  );
}

const LOCAL = /^(localhost|127\.|\[::1\])/;

/** The message leaves the page only if the user follows the link. */
function SearchLink({ type, message }: Pick<Exception, "type" | "message">) {
  const { links = "auto" } = usePage().store.facts.value;
  if (links === false || (links === "auto" && !LOCAL.test(location.hostname))) return null;
  const words = `${type}: ${message.split("\n")[0]}`.slice(0, 300);
  const href = `https://www.google.com/search?q=${encodeURIComponent(words)}`;
  return (
    <a class="exception-search" href={href} target="_blank" rel="noopener noreferrer">
      Search for this error
    </a>
  );
}

/** What happened stands out; notes and causes follow. */
function Message({ type, message }: Pick<Exception, "type" | "message">) {
  const [first = "", ...rest] = message.split("\n\n");
  return (
    <div class="exception-message">
      <p>
        <strong>{type}</strong>
        {first ? (
          <>
            : <Ticked text={first} />
          </>
        ) : null}
      </p>
      {rest.map((paragraph, index) => (
        <p key={index}>
          <Ticked text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** What stands between backticks is code. */
function Ticked({ text }: { text: string }) {
  const parts = text.split(/`([^`\n]+)`/);
  return <>{parts.map((part, at) => (at % 2 ? <code key={at}>{part}</code> : part))}</>;
}

interface FrameProps {
  frame: Frame;
  frames: readonly Frame[];
}

/** The author's line at which it happened. */
function Culprit({ frame, frames }: FrameProps) {
  return (
    <figure class="culprit">
      <figcaption>
        <Where frame={frame} frames={frames} />
      </figcaption>
      {frame.code ? <Lines frame={frame} /> : null}
    </figure>
  );
}

/** The line, with those around it. */
function Lines({ frame }: { frame: Frame }) {
  const { line, code, before = [], after = [], indent = 0 } = frame;
  const failed = code.replace(/^/gm, " ".repeat(indent));
  const first = line - before.length;
  return (
    <pre>
      {[...before, failed, ...after].map((text, index) => (
        <span key={index} class={index === before.length ? "row failed" : "row"}>
          <span class="number" aria-hidden="true">
            {first + index}
          </span>
          <code>{text || " "}</code>
        </span>
      ))}
    </pre>
  );
}

function Where({ frame, frames }: FrameProps) {
  return (
    <span class="where" title={frame.file}>
      <b>{shortened(frame, frames)}</b>, line {frame.line}
      {frame.name === "<module>" ? null : (
        <>
          , in <code>{frame.name}</code>
        </>
      )}
    </span>
  );
}

function Traceback({ frames }: { frames: readonly Frame[] }) {
  const own = frames.filter((frame) => frame.user).length;
  return (
    <details data-testid="stExceptionTraceback">
      <summary>
        Traceback <span class="most-recent">(most recent call last)</span>
      </summary>
      <ol>
        {frames.map((frame, index) => (
          <li key={index} class={frame.user || own === 0 ? "own" : undefined}>
            <Where frame={frame} frames={frames} />
            {frame.code ? <code class="line">{frame.code}</code> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

const LIBRARIES = /^.*[/\\](?:site-packages|dist-packages|python3\.\d+)[/\\]/;

/** The author's files from the folder that they share, a library's from where libraries are. */
function shortened({ file, user }: Frame, frames: readonly Frame[]): string {
  if (!user) return file.replace(LIBRARIES, "");
  const folders = frames.filter((frame) => frame.user).map((frame) => folderOf(frame.file));
  const shared = folders.reduce((common, folder) => {
    let kept = common;
    while (kept && !folder.startsWith(kept)) kept = folderOf(kept.slice(0, -1));
    return kept;
  });
  return file.slice(shared.length);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function asText({ type, message, frames = [] }: Exception): string {
  const lines = frames.map(
    ({ file, line, name, code }) => `  File "${file}", line ${line}, in ${name}\n    ${code}`,
  );
  return ["Traceback (most recent call last):", ...lines, `${type}: ${message}`].join("\n");
}
