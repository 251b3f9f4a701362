import fc from "fast-check";
import { expect, it } from "vitest";
import { csvRecord } from "./csv-cells.ts";

/** A reader of RFC 4180, to read back what was written. */
function readRecords(text: string): string[][] {
  const records: string[][] = [];
  let [record, cell, isQuoted]: [string[], string, boolean] = [[], "", false];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? "";
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') [cell, i] = [`${cell}"`, i + 1];
      else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === ",") [record, cell] = [[...record, cell], ""];
    else if (char === "\r" && text[i + 1] === "\n") {
      records.push([...record, cell]);
      [record, cell, i] = [[], "", i + 1];
    } else cell += char;
  }
  return records;
}

it("quotes commas, quotes and line breaks, and leaves nothing empty", () => {
  expect(csvRecord(["a,b", 'say "hi"', "two\nlines", null, 29_900, ""])).toBe(
    '"a,b","say ""hi""","two\nlines",,29900,\r\n',
  );
});

it.each(["=1+1", "+919812345678", "-2", "@SUM(A1)", "\t=1", "\r=1"])("puts an apostrophe before %j", (text) => {
  expect(readRecords(csvRecord([text]))).toEqual([[`'${text}`]]);
});

it("reads back as it was written, whatever is in it, and no cell begins as a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (cells) => {
      const [read] = readRecords(csvRecord(cells));
      for (const cell of read ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(
        read?.map((cell, i) => (cell.startsWith("'") && !cells[i]?.startsWith("'") ? cell.slice(1) : cell)),
      ).toEqual(cells);
    }),
  );
});
