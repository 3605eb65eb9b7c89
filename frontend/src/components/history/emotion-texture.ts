/**
 * A texture for each emotion besides its colour, so that a chart can be read in grey: from an even
 * surface to lines in several directions. Lines are told apart best by their direction.
 */
export interface Texture {
  readonly kind: "plain" | "dots" | "lines";
  /** Degrees by which lines are turned; 0 lie level. */
  readonly angle: number;
}

const TEXTURES: Readonly<Record<string, Texture>> = {
  angry: { kind: "lines", angle: 90 },
  happy: { kind: "dots", angle: 0 },
  neutral: { kind: "plain", angle: 0 },
  sad: { kind: "lines", angle: 0 },
  surprise: { kind: "lines", angle: -45 },
  tired: { kind: "lines", angle: 45 },
};

const PLAIN: Texture = { kind: "plain", angle: 0 };

/** Of a texture's lines and dots, on colours of both schemes. */
export const TEXTURE_INK = "rgba(14, 17, 22, 0.38)";
/** From one line to the next, in pixels. */
export const TEXTURE_STEP = 7;

export function emotionTexture(label: string): Texture {
  return TEXTURES[label] ?? PLAIN;
}
