CREATE TABLE "content_version" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "content_version_single" CHECK ("content_version"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "unused_since" timestamp (3) with time zone;--> statement-breakpoint
INSERT INTO "content_version" ("id", "version") VALUES (1, 1);
