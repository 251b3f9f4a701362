import { createServer, type RequestListener } from "node:http";
import { ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import { findS3, startTestS3 } from "@nexa/vitest/s3";
import { describe, expect, it } from "vitest";
import { describeFiles } from "./contract/describe-files.ts";
import { createS3Files } from "./s3.ts";

const command = findS3();
const MIB = 1_048_576;

async function* chunksOf(mebibytes: number): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < mebibytes; count += 1) yield Buffer.alloc(MIB, count);
}

describe.skipIf(command === null)("with an S3 storage", () => {
  describe.each(["", "operators/one"])("under the prefix %j", (prefix) => {
    describeFiles("files in a bucket", async () => {
      if (command === null) throw new Error("there is no S3 storage here");
      const server = await startTestS3(command);
      const { endpoint, region, bucket, accessKeyId, secretAccessKey } = server;
      const client = new S3Client({
        endpoint,
        region,
        credentials: { accessKeyId, secretAccessKey },
        forcePathStyle: true,
      });
      return {
        files: createS3Files({ ...server, prefix }),
        leftovers: async () => {
          const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
          return (Uploads ?? []).map(({ Key }) => Key ?? "");
        },
        close: async () => {
          client.destroy();
          await server.stop();
        },
      };
    });
  });

  it("is refused with a wrong secret, in another bucket, and says so without the secret", async () => {
    if (command === null) throw new Error("there is no S3 storage here");
    const server = await startTestS3(command);
    try {
      const wrong = createS3Files({ ...server, prefix: "", secretAccessKey: "not the secret" });
      const error: unknown = await wrong.put("backups/a", chunksOf(1)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: "SignatureDoesNotMatch" });
      expect(JSON.stringify(error)).not.toContain("not the secret");
      await expect(wrong.open("backups/a")).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
      const elsewhere = createS3Files({ ...server, prefix: "", bucket: "another-bucket" });
      await expect(elsewhere.put("backups/a", chunksOf(1))).rejects.toMatchObject({ name: "NoSuchBucket" });
    } finally {
      await server.stop();
    }
  });
});

/** A storage that answers as it is told, for what a right one does not do. */
async function withStorage(listener: RequestListener, work: (endpoint: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await work(`http://127.0.0.1:${port}`).finally(() => server.close());
}

const options = (endpoint: string) => ({
  ...{ bucket: "nexa", prefix: "p", endpoint, region: "us-east-1", accessKeyId: "key", secretAccessKey: "secret" },
});

it("gives an upload up in the storage when a part of it fails again and again", async () => {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    request.resume().on("end", () => {
      seen.push(`${request.method} ${request.url?.replace(/^.*\?/, "").replaceAll(/&?x-id=\w+/g, "")}`);
      if (request.method === "POST") return response.end("<R><UploadId>42</UploadId></R>");
      response.statusCode = request.method === "DELETE" ? 204 : 503;
      return response.end();
    });
  };
  await withStorage(listener, async (endpoint) => {
    await expect(createS3Files(options(endpoint)).put("backups/a", chunksOf(20))).rejects.toThrow();
  });
  expect(seen[0]).toBe("POST uploads=");
  expect(seen.at(-1)).toBe("DELETE uploadId=42");
  expect(seen.filter((each) => each.startsWith("PUT")).length).toBeGreaterThan(1);
});

it("signs what it sends and keeps under the prefix", async () => {
  let [path, authorization]: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    path ??= request.url;
    authorization ??= request.headers.authorization;
    response.setHeader("last-modified", "Mon, 23 Nov 2026 10:00:00 GMT");
    request.resume().on("end", () => response.end());
  };
  await withStorage(listener, async (endpoint) => {
    const kept = await createS3Files(options(endpoint)).put("backups/a.nexa", chunksOf(1));
    expect(kept.modifiedAt).toEqual(new Date("2026-11-23T10:00:00Z"));
  });
  expect(path).toMatch(/^\/nexa\/p\/backups\/a\.nexa/);
  expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=key\//);
});

it("lists page after page", async () => {
  const page = (key: string, next: string) =>
    `<ListBucketResult><IsTruncated>${next !== ""}</IsTruncated>${next}<Contents><Key>p/backups/${key}</Key><Size>3</Size><LastModified>2026-11-23T10:00:00.000Z</LastModified></Contents></ListBucketResult>`;
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const query = new URL(request.url ?? "", "http://localhost").searchParams;
    asked.push(`${query.get("prefix")} ${query.get("continuation-token")}`);
    const isFirst = query.get("continuation-token") === null;
    response.end(isFirst ? page("a", "<NextContinuationToken>t1</NextContinuationToken>") : page("b", ""));
  };
  await withStorage(listener, async (endpoint) => {
    const found: string[] = [];
    for await (const { key } of createS3Files(options(endpoint)).list("backups/")) found.push(key);
    expect(found).toEqual(["backups/a", "backups/b"]);
  });
  expect(asked).toEqual(["p/backups/ null", "p/backups/ t1"]);
});
