import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonArrayElements, NotJsonArrays } from "./json-arrays.ts";

async function* inChunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function elements(text: string, wanted: string, size = 7): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const element of jsonArrayElements(inChunks(text, size), wanted)) found.push(JSON.parse(element.text));
  return found;
}

it("finds the records of one array wherever chunks end, whatever is in them", async () => {
  const record = fc.record({ id: fc.integer(), text: fc.string({ unit: "binary" }), deep: fc.object({ maxDepth: 2 }) });
  const backup = fc.record({
    metadata: fc.object({ maxDepth: 2 }),
    plans: fc.array(record, { maxLength: 4 }),
    'a "key", [odd]': fc.array(record, { maxLength: 2 }),
    customers: fc.array(record, { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(backup, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), async (data, size, indent) => {
      const text = JSON.stringify(data, null, indent);
      expect(await elements(text, "plans", size)).toEqual(JSON.parse(text).plans);
      expect(await elements(text, "customers", size)).toEqual(JSON.parse(text).customers);
      expect(await elements(text, "transactions", size)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it.each(["", "[]", '{"plans": [{"plan_id": 1}', '{"plans": [{"name": "cut', "12"])(
  "refuses %j, which is no whole object",
  async (text) => {
    await expect(elements(text, "plans")).rejects.toThrow(NotJsonArrays);
  },
);
