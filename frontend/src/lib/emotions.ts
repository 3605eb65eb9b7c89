import {
  mdiEmoticonAngryOutline,
  mdiEmoticonHappyOutline,
  mdiEmoticonNeutralOutline,
  mdiEmoticonSadOutline,
  mdiHelpCircleOutline,
  mdiSleep,
} from "@mdi/js";

import { text } from "@/text";

export interface EmotionStyle {
  readonly name: string;
  /** SVG path on a 24 x 24 grid. */
  readonly icon: string;
  /** Fill of bars, chart areas and chips; text is never set in it. */
  readonly light: string;
  readonly dark: string;
}

// Material Design Icons has no face with an open mouth; this one follows the outline of the others.
const SURPRISED_FACE =
  "M12 2C6.47 2 2 6.47 2 12S6.47 22 12 22 22 17.5 22 12 17.5 2 12 2M12 20C7.58 20 4 16.42 4 12S7.58 4 12 4 20 7.58 20 12 16.42 20 12 20M7 9.5C7 8.67 7.67 8 8.5 8S10 8.67 10 9.5 9.33 11 8.5 11 7 10.33 7 9.5M14 9.5C14 8.67 14.67 8 15.5 8S17 8.67 17 9.5 16.33 11 15.5 11 14 10.33 14 9.5M12 12.500C10.600 12.500 9.500 13.800 9.500 15.300S10.600 18 12 18 14.500 16.800 14.500 15.300 13.400 12.500 12 12.500";

/**
 * One colour and one icon per emotion, everywhere. The hues are those of Okabe and Ito, "Color
 * Universal Design" (2008), which stay apart with every common kind of colour blindness.
 */
const STYLES: Readonly<Record<string, EmotionStyle>> = {
  angry: {
    name: text.emotions.angry,
    icon: mdiEmoticonAngryOutline,
    light: "#d55e00",
    dark: "#e8702a",
  },
  happy: {
    name: text.emotions.happy,
    icon: mdiEmoticonHappyOutline,
    light: "#f0b323",
    dark: "#f2bb3c",
  },
  neutral: {
    name: text.emotions.neutral,
    icon: mdiEmoticonNeutralOutline,
    light: "#a3adbd",
    dark: "#8893a5",
  },
  sad: { name: text.emotions.sad, icon: mdiEmoticonSadOutline, light: "#0072b2", dark: "#3f9be0" },
  surprise: {
    name: text.emotions.surprise,
    icon: SURPRISED_FACE,
    light: "#009e73",
    dark: "#1fbd90",
  },
  tired: { name: text.emotions.tired, icon: mdiSleep, light: "#b0609c", dark: "#cc79b7" },
};

export function emotionStyle(label: string): EmotionStyle {
  return (
    STYLES[label] ?? { name: label, icon: mdiHelpCircleOutline, light: "#a3adbd", dark: "#8893a5" }
  );
}
