CREATE TABLE "content_documents" (
	"generation" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"category" text GENERATED ALWAYS AS ("content_documents"."body" ->> 'category') STORED,
	"revision" integer NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "content_documents_generation_id_pk" PRIMARY KEY("generation","id")
);
--> statement-breakpoint
CREATE TABLE "content_live" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"generation" uuid NOT NULL,
	"previous" uuid,
	CONSTRAINT "content_live_single" CHECK ("content_live"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "content_shelves" (
	"generation" uuid NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"ids" uuid[] DEFAULT '{}' NOT NULL,
	"published_id" uuid,
	CONSTRAINT "content_shelves_generation_kind_locale_pk" PRIMARY KEY("generation","kind","locale")
);
--> statement-breakpoint
CREATE TABLE "content_stages" (
	"generation" uuid PRIMARY KEY NOT NULL,
	"documents" integer
);
--> statement-breakpoint
CREATE INDEX "content_documents_generation_kind_locale_idx" ON "content_documents" USING btree ("generation","kind","locale","id");