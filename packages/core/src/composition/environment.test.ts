import { describe, expect, it } from "vitest";
import { z } from "zod";
import { backupBucketOf } from "./backup-storage.ts";
import { BadEnvironment, readEnvironment, SHARED_VARIABLES } from "./environment.ts";

const NEEDED = {
  DATABASE_URL: "postgresql://nexa:secret@localhost:5432/nexa",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  CONTENT_STORE: "postgres",
};

function read(variables: Record<string, string>) {
  return readEnvironment(z.object(SHARED_VARIABLES), { ...NEEDED, ...variables }, "server");
}

it("asks for consent to a link unless the demo says otherwise", () => {
  expect(read({}).LINK_CONSENT).toBe("required");
  expect(read({ NEXA_DEMO: "1", LINK_CONSENT: "off" }).LINK_CONSENT).toBe("off");
});

it("refuses to start without consent to links outside the demo", () => {
  for (const demo of ["", "0"]) {
    const variables = { LINK_CONSENT: "off", NEXA_DEMO: demo };
    expect(() => read(variables)).toThrow(BadEnvironment);
    expect(() => read(variables)).toThrow("LINK_CONSENT: off is for the demo only");
  }
});

it("wants to be told where content is kept, but for a demo", () => {
  const unset = { CONTENT_STORE: "" };
  expect(() => read(unset)).toThrow("MONGODB_URL: is not set; set it, or CONTENT_STORE=postgres");
  expect(() => read({ CONTENT_STORE: "mongodb", NEXA_DEMO: "1" })).toThrow(
    "MONGODB_URL: is not set, and CONTENT_STORE",
  );
  expect(read({ ...unset, NEXA_DEMO: "1" }).MONGODB_URL).toBeUndefined();
  const url = "mongodb://nexa:secret@a.example:27017,b.example:27017/content?replicaSet=rs0";
  expect(read({ ...unset, MONGODB_URL: url }).MONGODB_URL).toBe(url);
  for (const bad of ["http://a.example", "mongodb://", "mongodb:// a"]) {
    expect(() => read({ MONGODB_URL: bad })).toThrow("MONGODB_URL: must be a mongodb://");
  }
});

describe("where backups are kept", () => {
  const KEYS = { BACKUP_S3_ACCESS_KEY_ID: "key", BACKUP_S3_SECRET_ACCESS_KEY: "a very secret key" };

  it("is the data folder unless a bucket is named", () => {
    expect(backupBucketOf(read({ NEXA_DEMO: "1" }))).toBeUndefined();
    expect(backupBucketOf(read({ NEXA_DEMO: "1", BACKUP_STORAGE: "local", ...KEYS }))).toBeUndefined();
    const options = { region: "us-east-1", accessKeyId: "key", secretAccessKey: "a very secret key" };
    expect(backupBucketOf(read({ NEXA_DEMO: "1", BACKUP_STORAGE: "s3://nexa", ...KEYS }))).toEqual({
      ...{ ...options, bucket: "nexa", prefix: "", endpoint: undefined },
    });
    const BACKUP_S3_ENDPOINT = "http://127.0.0.1:9000";
    expect(
      backupBucketOf(read({ NEXA_DEMO: "1", BACKUP_STORAGE: "s3://nexa/a/b.c", BACKUP_S3_ENDPOINT, ...KEYS })),
    ).toEqual({ ...options, bucket: "nexa", prefix: "a/b.c", endpoint: BACKUP_S3_ENDPOINT });
  });

  it.each([
    "s3://",
    "s3://n",
    "s3://Nexa",
    "s3://nexa/",
    "s3://nexa/../x",
    "s3://nexa//x",
    "s3://nexa/a b",
    "/srv/backups",
    "http://nexa",
  ])("is not %s", (BACKUP_STORAGE) => {
    expect(() => read({ NEXA_DEMO: "1", BACKUP_STORAGE, ...KEYS })).toThrow("BACKUP_STORAGE: must be local or s3://");
  });

  it("refuses to start without the bucket's keys, and never says them", () => {
    expect(() => read({ NEXA_DEMO: "1", BACKUP_STORAGE: "s3://nexa" })).toThrow(
      "BACKUP_S3_SECRET_ACCESS_KEY: is not set",
    );
    const wrong = { NEXA_DEMO: "1", BACKUP_STORAGE: "s3://nexa", BACKUP_S3_REGION: "?", ...KEYS };
    expect(() => read(wrong)).toThrow(/^(?![\s\S]*a very secret key)[\s\S]*BACKUP_S3_REGION/);
    const inside = {
      NEXA_DEMO: "1",
      BACKUP_STORAGE: "s3://nexa",
      BACKUP_S3_ENDPOINT: "https://a:b@example.com",
      ...KEYS,
    };
    expect(() => read(inside)).toThrow("BACKUP_S3_ENDPOINT: must not have a name or password in it");
  });
});
