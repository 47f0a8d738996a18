import { describe, expect, it } from "vitest";
import { fromList } from "./chosen";
import { why } from "./devices";
import { wav, wavSize } from "./wav";
import { clock } from "./wave";
import { bytes, fits, listed, offered } from "./words";

describe("sizes and types in words", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [1023, "1023 bytes"],
    [1536, "1.5 KB"],
    [200 * 1024 * 1024, "200 MB"],
    [5 * 1024 ** 4, "5120 GB"],
  ])("%d is %s", (size, text) => expect(bytes(size)).toBe(text));

  it.each([
    [[".csv"], "CSV"],
    [[".jpg", ".jpeg", "image/*"], "JPG, JPEG or images"],
    [["application/pdf"], "PDF"],
  ])("%j is %s", (types, text) => expect(listed(types)).toBe(text));

  it.each([
    [[], undefined],
    [[".csv", "image/*"], ".csv,image/*"],
    [[".tar.gz"], ".tar.gz,.gz"],
  ])("of %j a browser offers %s", (types, text) => expect(offered(types)).toBe(text));

  it.each([
    ["A.CSV", "", [".csv"], true],
    ["a.csv.exe", "", [".csv"], false],
    ["a", "image/png", ["image/*"], true],
    ["a", "", ["image/*"], true],
    ["a", "text/plain; charset=utf-8", ["image/*", "text/plain"], true],
    ["a", "text/html", ["text/plain"], false],
    ["anything", "", [], true],
  ])("%s of type %s with %j: %s", (name, type, types, fitting) =>
    expect(fits(name, type, types)).toBe(fitting),
  );
});

describe("a WAV file", () => {
  it("has a head that says what follows, and samples that stay in their bounds", async () => {
    const file = wav(new Float32Array([0, 1, -1, 2, -2, 0.5]), 16000);
    const view = new DataView(await file.arrayBuffer());
    expect(view.byteLength).toBe(wavSize(6));
    expect(file.type).toBe("audio/wav");
    expect(view.getUint32(24, true)).toBe(16000);
    expect(view.getUint32(40, true)).toBe(12);
    const samples = [0, 1, 2, 3, 4, 5].map((at) => view.getInt16(44 + 2 * at, true));
    expect(samples).toEqual([0, 32767, -32768, 32767, -32768, 16384]);
  });
});

it("names files of folders by their paths", () => {
  const file = Object.assign(new File(["x"], "a.txt"), { webkitRelativePath: "in/a.txt" });
  expect(fromList([file])[0]?.[1]).toBe("a.txt");
  expect(fromList([file], true)[0]?.[1]).toBe("in/a.txt");
});

it("says minutes and seconds", () => {
  expect([0, 9.99, 65, 3600].map(clock)).toEqual(["0:00", "0:09", "1:05", "60:00"]);
});

it("says what to do about a device that is refused", () => {
  expect(why(new DOMException("", "NotFoundError"), "camera")).toBe(
    "No camera was found. Connect one and try again.",
  );
  expect(why(new Error("x"), "microphone")).toBe("The microphone could not be started. Try again.");
});
