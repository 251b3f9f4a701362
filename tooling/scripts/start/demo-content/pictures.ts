/** Drawn rather than photographed, without letters: they fit every language and need no font. */

const WIDTH = 1_600;
const HEIGHT = 900;

type Palette = { readonly ground: string; readonly soft: string; readonly mid: string; readonly strong: string };

const INDIGO: Palette = { ground: "#eef0fb", soft: "#d5daf5", mid: "#8d97e0", strong: "#3d46a8" };
const TEAL: Palette = { ground: "#e8f5f3", soft: "#c4e5e0", mid: "#63b3a8", strong: "#1d6b62" };
const AMBER: Palette = { ground: "#fcf3e3", soft: "#f6dfb3", mid: "#e3ab4d", strong: "#8f5a0c" };
const ROSE: Palette = { ground: "#fceeef", soft: "#f6d1d5", mid: "#dd8791", strong: "#93303d" };
const SKY: Palette = { ground: "#e9f3fb", soft: "#c6dff3", mid: "#6ba6d6", strong: "#1f5a8c" };

const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
const circle = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const line = (path: string, stroke: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const shape = (path: string, fill: string) => `<path d="${path}" fill="${fill}"/>`;

function scene({ ground, soft }: Palette, ...parts: string[]): string {
  const hills = [circle(200, 980, 420, soft), circle(1_480, 1_020, 520, soft), circle(1_330, 130, 90, soft)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${rect(0, 0, WIDTH, HEIGHT, ground)}${hills.join("")}${parts.join("")}</svg>`;
}

/** A phone whose screen is free for what comes next. */
function phone(x: number, y: number, { strong }: Palette, height = 620): string {
  const width = height / 2;
  const screen = rect(x + 18, y + 18, width - 36, height - 36, "#ffffff", 36);
  return rect(x, y, width, height, strong, 52) + screen + rect(x + width / 2 - 34, y + 34, 68, 12, strong, 6);
}

function signal(x: number, y: number, { mid, strong }: Palette): string {
  const arcs = [90, 170, 250].map((radius) =>
    line(
      `M${x - radius * 0.7},${y - radius * 0.7} A${radius},${radius} 0 0 1 ${x + radius * 0.7},${y - radius * 0.7}`,
      mid,
      30,
    ),
  );
  return arcs.join("") + circle(x, y, 34, strong);
}

function person(x: number, y: number, fill: string): string {
  return circle(x, y, 74, fill) + shape(`M${x - 130},${y + 260} a130,150 0 0 1 260,0 z`, fill);
}

const bars = (x: number, bottom: number, heights: readonly number[], fills: readonly string[]) =>
  heights
    .map((height, at) => rect(x + at * 62, bottom - height, 44, height, fills[at % fills.length] ?? "#ffffff", 12))
    .join("");

const calendarDays = ({ soft, mid }: Palette) =>
  Array.from({ length: 28 }, (_, day) =>
    rect(516 + (day % 7) * 84, 366 + Math.floor(day / 7) * 92, 60, 60, day < 19 ? mid : soft, 14),
  ).join("");

/** The pictures of the demo's content by what they show, as SVG. */
export const PICTURES = {
  welcome: scene(
    INDIGO,
    phone(645, 140, INDIGO),
    bars(690, 640, [90, 150, 230, 320], [INDIGO.soft, INDIGO.mid, INDIGO.mid, INDIGO.strong]),
    signal(1_170, 580, INDIGO),
  ),
  unlimited: scene(
    TEAL,
    line(
      "M800,450 C920,270 1180,270 1180,450 C1180,630 920,630 800,450 C680,270 420,270 420,450 C420,630 680,630 800,450",
      TEAL.strong,
      70,
    ),
    circle(420, 450, 46, TEAL.mid),
    circle(1_180, 450, 46, TEAL.mid),
  ),
  data: scene(
    SKY,
    bars(560, 690, [140, 210, 290, 360, 450], [SKY.soft, SKY.mid, SKY.mid, SKY.mid, SKY.strong]),
    line("M940,520 L1090,370 L1090,470 M1090,370 L990,370", SKY.strong, 34),
  ),
  entertainment: scene(
    ROSE,
    rect(430, 190, 740, 440, ROSE.strong, 36),
    rect(456, 216, 688, 388, "#ffffff", 20),
    circle(800, 410, 110, ROSE.mid),
    shape("M768,350 L868,410 L768,470 z", "#ffffff"),
    rect(700, 650, 200, 26, ROSE.strong, 13),
  ),
  roaming: scene(
    SKY,
    circle(800, 450, 260, SKY.soft),
    line("M540,450 H1060 M800,190 V710 M590,300 Q800,400 1010,300 M590,600 Q800,500 1010,600", SKY.mid, 14),
    line("M800,190 C650,320 650,580 800,710 M800,190 C950,320 950,580 800,710", SKY.mid, 14),
    line("M470,640 C620,220 980,180 1150,300", SKY.strong, 16),
    shape("M1190,330 L1120,250 L1105,330 z", SKY.strong),
  ),
  annual: scene(
    AMBER,
    rect(470, 180, 660, 580, "#ffffff", 40),
    rect(470, 180, 660, 130, AMBER.strong, 40),
    rect(600, 140, 28, 90, AMBER.mid, 14),
    rect(972, 140, 28, 90, AMBER.mid, 14),
    calendarDays(AMBER),
  ),
  friends: scene(
    ROSE,
    person(610, 350, ROSE.mid),
    person(990, 350, ROSE.strong),
    rect(730, 560, 140, 120, "#ffffff", 14),
    rect(788, 560, 24, 120, ROSE.mid),
    line("M800,560 C740,480 700,560 800,560 C900,560 860,480 800,560", ROSE.mid, 16),
  ),
  family: scene(
    TEAL,
    phone(465, 300, TEAL, 420),
    phone(985, 300, TEAL, 420),
    phone(695, 190, TEAL, 540),
    circle(830, 450, 84, TEAL.mid),
    circle(570, 510, 54, TEAL.soft),
    circle(1_090, 510, 54, TEAL.soft),
  ),
} as const satisfies Record<string, string>;

export type PictureName = keyof typeof PICTURES;
