/** Cameras: choosing, several at once, and what can be wrong with their pictures. */
export const camerasText = {
  cameras: {
    label: "Cameras",
    choose: "Choose a camera",
    chosen: (title: string) => `Picture from ${title}. Choose another`,
    chooseTitle: "Which camera?",
    addTitle: "Add a camera",
    add: "Add a camera",
    full: (most: number) => `${most} cameras at once are the most`,
    remove: "Remove this camera",
    removeNamed: (title: string) => `Remove ${title}`,
    startAll: (count: number) => `Start all ${count}`,
    startThis: "Start this camera",
    inUse: "already shown",
    noneFree: "Every camera is shown already",
    noneFreeHint: "Plug another one in: it appears here by itself.",
    preview: "Preview",
    previewStarting: "The camera starts…",
    showLarge: (title: string) => `Show ${title} large`,
    asGrid: "All cameras in the same size",
    asLarge: "One camera large",
    fullScreen: "Full screen",
    leaveFullScreen: "Leave the full screen",
    lostDetail: "It was unplugged or switched off. It starts again by itself when it is back.",
    missingDetail: "It is not plugged in, or switched off. It starts by itself when it is there.",
    late: "From the camera to the answer: so late that boxes follow their faces from behind. Fewer cameras help, or a faster server.",
    figures: (framesPerSecond: string, latency: string) => `${framesPerSecond} fps · ${latency} ms`,
  },

  pictureTroubles: {
    black: {
      title: "The picture is black",
      detail: "Open the cover of the lens, or switch on the light.",
    },
    frozen: {
      title: "The picture stands still",
      detail:
        "The camera hangs, so nobody is recognised. Start it again; if that does not help, unplug it and plug it in again.",
    },
    muted: {
      title: "The camera gives no picture",
      detail:
        "It is switched off by a key or a slider, or another program has taken it. It goes on by itself.",
    },
    restart: "Start again",
  },
} as const;
