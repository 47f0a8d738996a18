// Runs in every measured page before its own scripts.
(() => {
  const FIRST = '[data-testid="stButton"] button, [data-testid="stText"]';
  const IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Resolves with the time of the first change after which `seen` is true. */
  const change = (seen) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!seen()) return;
        const now = performance.now();
        observer.disconnect();
        resolve(now);
      });
      observer.observe(document, { childList: true, characterData: true, subtree: true });
    });

  const bench = { first: change(() => document.querySelector(FIRST)) };
  globalThis.bench = bench;

  bench.idle = async (pause) => {
    do await sleep(pause);
    while (!document.querySelector(IDLE));
  };

  const textAt = (place) => document.querySelectorAll('[data-testid="stText"]')[place];

  /** Clicks `count` times; gives each time from the click to the changed text, and the last text. */
  bench.clicks = async ({ target, text, from, count, pause }) => {
    const times = [];
    while (!textAt(text) || !document.querySelector(target)) await sleep(pause);
    let shown = textAt(text);
    for (let click = from; click < from + count; click++) {
      await bench.idle(pause);
      const targets = document.querySelectorAll(target);
      const element = targets[click % targets.length];
      if (!shown.isConnected) shown = textAt(text);
      const before = shown.textContent;
      const changed = change(() => {
        if (!shown.isConnected) shown = textAt(text);
        return shown && shown.textContent !== before;
      });
      const start = performance.now();
      element.click();
      times.push((await changed) - start);
    }
    await bench.idle(pause);
    return { times, text: textAt(text).textContent.trim() };
  };
})();
