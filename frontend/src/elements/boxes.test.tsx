import { cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FIRST, settled, stage } from "../stage";
import type { Spec } from "../wire.gen";

afterEach(cleanup);

describe("buttons", () => {
  test("a press is a trigger; twenty presses are twenty", async () => {
    const { said } = await stage({ kind: "button", label: "Go", $id: "b" });
    for (let press = 0; press < 20; press++)
      fireEvent.click(screen.getByRole("button", { name: "Go" }));
    expect(said).toHaveLength(20);
    expect(said[19]).toEqual({
      type: "interact",
      cseq: 20,
      values: {},
      trigger: { id: "b", value: true },
    });
  });

  test("a shortcut presses; a disabled button has none", async () => {
    const { said } = await stage(
      { kind: "button", label: "Save", $id: "a", shortcut: "Ctrl+S" },
      { kind: "button", label: "No", $id: "b", shortcut: "Ctrl+D", disabled: true },
    );
    fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
    fireEvent.keyDown(document.body, { key: "d", ctrlKey: true });
    expect(said).toMatchObject([{ trigger: { id: "a" } }]);
  });

  test("the author's key is a class", async () => {
    const { shown } = await stage({ kind: "button", label: "Go", $id: "b", $key: "my key/1" });
    expect(shown.container.querySelector(".st-key-my-key-1 .stButton")).toBeTruthy();
  });
});

describe("forms", () => {
  const form = (rest = {}): Spec => ({
    kind: "form",
    $in: [
      { kind: "text_input", label: "Name", $id: "n" },
      { kind: "form_submit_button", label: "Send", $id: "s" },
    ],
    ...rest,
  });

  test("Enter in a field presses the first submit button", async () => {
    const { said } = await stage(form());
    fireEvent.input(screen.getByLabelText("Name"), { target: { value: "Ada" } });
    fireEvent.keyDown(screen.getByLabelText("Name"), { key: "Enter" });
    expect(said).toMatchObject([{ values: { n: "Ada" }, trigger: { id: "s" } }]);
  });

  test("unless the form does not want that", async () => {
    const { said } = await stage(form({ enter_to_submit: false }));
    fireEvent.keyDown(screen.getByLabelText("Name"), { key: "Enter" });
    expect(said).toEqual([]);
  });

  test("one without a button says so", async () => {
    await stage({ kind: "form", $in: [{ kind: "text_input", label: "Name", $id: "n" }] });
    expect(screen.getByText(/no submit button/)).toBeTruthy();
  });
});

describe("expander", () => {
  test("is the user's to open; only a change of the script's wish sets it anew", async () => {
    const on = await stage({
      kind: "expander",
      label: "More",
      $in: [{ kind: "text", body: "inside" }],
    });
    const details = on.shown.container.querySelector("details") as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event("toggle"));
    on.receive([{ op: "patch", node: FIRST, set: { label: "Still" } }]);
    await settled();
    expect(details.open).toBe(true);
    on.receive([{ op: "patch", node: FIRST, set: { expanded: true } }]);
    await settled();
    on.receive([{ op: "patch", node: FIRST, set: { expanded: false } }]);
    await settled();
    expect(details.open).toBe(false);
  });

  test("a tracked one tells the script", async () => {
    const { said, shown } = await stage({ kind: "expander", label: "More", $id: "e", track: true });
    const details = shown.container.querySelector("details") as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event("toggle"));
    expect(said).toMatchObject([{ values: { e: true } }]);
  });
});

describe("tabs", () => {
  const tabs: Spec = {
    kind: "tabs",
    labels: ["One", "Two", "Three"],
    $in: ["first", "second", "third"].map((body) => ({
      kind: "container",
      $in: [{ kind: "text", body }],
    })),
  };

  test("arrows move, the panel follows", async () => {
    await stage(tabs);
    fireEvent.keyDown(screen.getByRole("tab", { name: "One" }), { key: "ArrowLeft" });
    await settled();
    expect(screen.getByRole("tab", { name: "Three" }).getAttribute("aria-selected")).toBe("true");
    expect(screen.getByRole("tabpanel").textContent).toBe("third");
  });

  test("a tracked one tells the script the label", async () => {
    const { said } = await stage({ ...tabs, $id: "t", track: true });
    fireEvent.click(screen.getByRole("tab", { name: "Two" }));
    await settled();
    expect(said).toMatchObject([{ values: { t: "Two" } }]);
    expect(screen.getByRole("tabpanel").textContent).toBe("second");
  });
});

describe("messages", () => {
  test("urgent ones are alerts, the others status", async () => {
    await stage(
      { kind: "alert", level: "error", body: "bad" },
      { kind: "alert", level: "info", body: "so" },
    );
    expect(screen.getByRole("alert").textContent).toBe("bad");
    expect(screen.getAllByRole("status").some((status) => status.textContent === "so")).toBe(true);
  });

  test("an exception shows the author's line first", async () => {
    const frames = [
      { file: "app.py", line: 3, name: "<module>", code: "go()", user: true },
      { file: "lib.py", line: 9, name: "inner", code: "deep()", user: false },
    ];
    await stage({ kind: "exception", type: "ValueError", message: "no", frames });
    const alert = screen.getByRole("alert");
    expect(alert.querySelector(".culprit")?.textContent).toBe("app.py, line 33go()");
    expect(alert.querySelector("details")?.textContent).toContain("lib.py, line 9, in inner");
  });

  test("without details an exception shows its id", async () => {
    await stage({ kind: "exception", type: "ValueError", message: "secret", id: "a1" });
    expect(screen.getByRole("alert").textContent).toBe(
      "An error happened. Its details are in the server's log (id a1).",
    );
  });

  test("a toast leaves after its time, and a change shows it anew", async () => {
    const on = await stage({ kind: "divider" });
    vi.useFakeTimers();
    const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
    on.receive([
      {
        op: "put",
        node: 60,
        parent: 4,
        after: 0,
        specs: [{ kind: "toast", body: "Saved", duration: 2 }],
      },
    ]);
    await vi.dynamicImportSettled();
    await wait(100);
    expect(screen.getByTestId("stToast")).toBeTruthy();
    await wait(2_100);
    expect(screen.queryByTestId("stToast")).toBeNull();
    on.receive([{ op: "patch", node: 60, set: { body: "Saved again" } }]);
    await wait(100);
    expect(screen.getByTestId("stToast").textContent).toBe("Saved again");
    vi.useRealTimers();
  });

  test("a toast outlives the run that showed it", async () => {
    const on = await stage({ kind: "toast", body: "preload" });
    on.receive([
      { op: "put", node: 60, parent: 4, after: 0, specs: [{ kind: "toast", body: "Saved" }] },
    ]);
    await settled();
    on.receive([{ op: "trim", nodes: [60] }]);
    await settled();
    expect(screen.getByText("Saved")).toBeTruthy();
  });

  test("progress stays between nothing and all", async () => {
    await stage({ kind: "progress", value: 1.7, text: "Loading" });
    expect(screen.getByRole("progressbar", { name: "Loading" }).getAttribute("aria-valuenow")).toBe(
      "100",
    );
  });
});

describe("the page", () => {
  test("tells its state as UI tests know it", async () => {
    const on = await stage({ kind: "button", label: "Go", $id: "b" });
    const app = screen.getByTestId("stApp");
    expect(app.getAttribute("data-test-connection-state")).toBe("CONNECTED");
    expect(app.getAttribute("data-test-script-state")).toBe("notRunning");
    fireEvent.click(screen.getByRole("button", { name: "Go" }));
    await settled();
    expect(app.getAttribute("data-test-script-state")).toBe("running");
    on.receive([], { seen: 1 });
    await settled();
    expect(app.getAttribute("data-test-script-state")).toBe("notRunning");
  });

  test("`r` runs the script again, but not while typing", async () => {
    const { said } = await stage({ kind: "text_input", label: "Name", $id: "n" });
    fireEvent.keyDown(screen.getByLabelText("Name"), { key: "r" });
    expect(said).toEqual([]);
    fireEvent.keyDown(document.body, { key: "r" });
    expect(said).toEqual([{ type: "rerun", cseq: 1 }]);
  });

  test("an element of an unknown kind does not take the others along", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const on = await stage({ kind: "text", body: "well" });
    on.receive([
      { op: "put", node: 60, parent: 1, after: 0, specs: [{ kind: "from_the_future" }] },
    ]);
    await settled();
    expect(screen.getByText(/could not be drawn/)).toBeTruthy();
    expect(screen.getByText("well")).toBeTruthy();
  });

  test("a segment draws its children in its place", async () => {
    const { shown } = await stage(
      { kind: "segment", $in: [{ kind: "text", body: "a" }] },
      { kind: "text", body: "b" },
    );
    const block = shown.container.querySelector(".stMain .stVerticalBlock");
    expect([...(block?.children ?? [])].map((child) => child.textContent)).toEqual(["a", "b"]);
  });

  test("a long list is cut into chunks, and one patch changes one element", async () => {
    const specs = Array.from({ length: 300 }, (_, index) => ({
      kind: "text",
      body: `line ${index}`,
    }));
    const { receive, shown } = await stage(...specs);
    expect(shown.container.querySelectorAll(".chunk")).toHaveLength(5);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => void changes.push(...records));
    observer.observe(shown.container, { subtree: true, childList: true, characterData: true });
    receive([{ op: "patch", node: FIRST + 200, set: { body: "changed" } }]);
    await settled();
    expect(changes).toHaveLength(1);
    expect(screen.getByText("changed")).toBeTruthy();
  });
});
