export interface Place {
  row: number;
  column: number;
}

/** A block of cells, from where it was begun to where the keys now are. */
export class Selection {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;

  constructor(
    readonly anchor: Place,
    readonly head: Place,
  ) {
    this.top = Math.min(anchor.row, head.row);
    this.bottom = Math.max(anchor.row, head.row);
    this.left = Math.min(anchor.column, head.column);
    this.right = Math.max(anchor.column, head.column);
  }

  to(head: Place): Selection {
    return new Selection(this.anchor, head);
  }

  has(row: number, column: number): boolean {
    return row >= this.top && row <= this.bottom && column >= this.left && column <= this.right;
  }
}

type Keys = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">;

/** Where a key leads, as in a spreadsheet; null if it leads nowhere. */
export function step(event: Keys, at: Place, last: Place, page: number): Place | null {
  const far = event.ctrlKey || event.metaKey;
  const moves: Readonly<Record<string, Place>> = {
    ArrowUp: { row: far ? 0 : at.row - 1, column: at.column },
    ArrowDown: { row: far ? last.row : at.row + 1, column: at.column },
    ArrowLeft: { row: at.row, column: far ? 0 : at.column - 1 },
    ArrowRight: { row: at.row, column: far ? last.column : at.column + 1 },
    PageUp: { row: at.row - page, column: at.column },
    PageDown: { row: at.row + page, column: at.column },
    Home: { row: far ? 0 : at.row, column: 0 },
    End: { row: far ? last.row : at.row, column: last.column },
  };
  const next = moves[event.key];
  if (!next) return null;
  return { row: within(next.row, last.row), column: within(next.column, last.column) };
}

function within(index: number, last: number): number {
  return Math.max(0, Math.min(last, index));
}
