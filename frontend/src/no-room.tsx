import type { Page } from "./page";

/** Instead of the app, while the server lets no further page in. The connection keeps trying. */
export function NoRoom({ page }: { page: Page }) {
  return (
    <main class="no-room" data-testid="stNoRoom">
      <h1>Please wait</h1>
      <div role="status">
        <p>{page.noRoom.value}</p>
        <p class="waiting">
          <span class="pulse" aria-hidden="true" />
          Waiting for room
        </p>
      </div>
    </main>
  );
}
