interface Props {
  id: string;
  problem: string | null;
  hint?: string | null | false;
  count?: number | undefined;
  most?: number | null | undefined;
}

/** What is said below a field: a problem takes its room, a hint borrows the gap. */
export function FieldNote({ id, problem, hint, count = 0, most }: Props) {
  const counter = typeof most === "number" ? `${count}/${most}` : null;
  return (
    <div id={id} class="field-note" aria-live="polite">
      {problem ? <p class="note error">{problem}</p> : null}
      {!problem && (hint || counter) ? (
        <p class="hint">
          {hint ? <span>{hint}</span> : null}
          {counter ? <span class="counter">{counter}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
