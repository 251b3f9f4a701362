import type { ReactNode } from "react";

/** The pages before anybody is signed in: one form under the name. */
export function FrontPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm content-center gap-6 px-4 py-10">
      <div className="grid gap-4">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" className="size-12" />
        <h1 className="font-semibold text-2xl">{title}</h1>
      </div>
      {children}
    </main>
  );
}
