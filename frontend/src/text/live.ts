/** The live view. */
export const liveText = {
  live: {
    title: "Live",
    source: "Picture from",
    demoClip: "Demo clip",
    defaultCamera: "Default camera",
    camera: (index: number) => `Camera ${index}`,
    start: "Start",
    starting: "Starting…",
    stop: "Stop",
    mirror: "Mirror the picture",
    readyTitle: "Ready when you are",
    readyHint: "Start the camera, and everyone who is enrolled gets a name.",
    readyHintDemo: "Nobody in the demo clip exists: their faces were generated.",
    stageLabel: "Live picture with names and emotions",
    unsure: "Not sure",
    unknown: "Unknown",
    suspect: "Photo or screen?",
    resume: "Live view is running",
  },

  cameraProblems: {
    insecure: {
      title: "The browser gives no camera to this address",
      detail:
        "Cameras work on https:// addresses and on localhost only. Open this page on the server's own machine at http://localhost, or put HTTPS in front of it.",
    },
    unsupported: {
      title: "This browser has no camera access",
      detail: "Use a current version of Chrome, Edge, Firefox or Safari.",
    },
    denied: {
      title: "The camera was not allowed",
      detail:
        "Click the camera symbol in the browser's address bar, allow the camera for this page, then start again.",
    },
    not_found: {
      title: "No camera was found",
      detail: "Plug a camera in or switch it on, then start again.",
    },
    in_use: {
      title: "The camera is busy",
      detail: "Another program uses it. Close that program, then start again.",
    },
    lost: {
      title: "The camera went away",
      detail: "It was unplugged or switched off. Plug it in, then start again.",
    },
    clip_failed: {
      title: "The demo clip does not play",
      detail:
        "The browser could not read the clip that the server offers. Choose a camera instead.",
    },
    unknown: {
      title: "The camera did not start",
      detail: "The browser gave no reason. Unplug the camera, plug it in again and start again.",
    },
  },

  connection: {
    idle: "Off",
    connecting: "Connecting…",
    open: "Live",
    waiting: "No connection",
    offline: "No network",
    lost: "The connection was lost.",
    lostHint: "It is being made again.",
    lostInClassHint: "It is being made again, and the class goes on.",
    back: "Connected again.",
    refused: "The server refused the connection",
    failing: "Nobody is recognised: the server reports an error.",
    framesPerSecond: "Frames per second",
    framesPerSecondValue: (value: string) => `${value} fps`,
    latency: "From the camera to the answer",
    latencyValue: (value: string) => `${value} ms`,
    dropped:
      "Frames that the server skipped in the last seconds: for newer ones, or because it is busy",
    droppedValue: (value: string) => `${value} dropped`,
    failed: "Frames of the last seconds that the server answered with an error",
    failedValue: (value: string) => `${value} failed`,
  },

  effort: {
    busy: "Busy",
    busyWith: (what: string) => `Busy: ${what}`,
    andMore: (what: string, count: number) => `${what}, and ${count} more`,
    title: "The server is busy",
    why: "To answer in time it does less for now, and more again by itself.",
    less: {
      emotion_rate: "emotions are read less often",
      scan_rate: "new faces are noticed later",
      smallest_face: "small faces are passed over",
      frame_rate: "fewer pictures are looked at",
    },
    emotionRate: (seconds: string) => `A face's emotion is read once in ${seconds} seconds.`,
    scanRate: (seconds: string) =>
      `Somebody who comes in is noticed within ${seconds} seconds or so.`,
    smallestFace: (px: string) =>
      `Faces of less than ${px} pixels are not looked for: they are far from the camera.`,
    frameRate: (fps: string) => `At most ${fps} pictures a second are looked at.`,
  },

  classSession: {
    start: "Start a class",
    startTitle: "Start a class",
    startHelp: "While a class runs, attendance is taken and its emotions are kept together.",
    name: "Name of the class",
    namePlaceholder: "Biology 9B",
    end: "End class",
    endTitle: (name: string) => `End “${name}”?`,
    endHelp: "Nothing more is recorded for it. What was recorded stays.",
    running: "Class running",
    runningSince: (time: string) => `since ${time}`,
    carryOn: "Carry on",
    carryOnLive: "Carry on in the live view",
    carryOnHint: (name: string, since: string) => `“${name}” is still running, since ${since}.`,
    carryOnHintSeveral: (count: number) => `${count} classes are still running.`,
    switchTitle: (name: string) => `Carry on with “${name}”?`,
    switchHelp: (held: string) =>
      `The cameras of this browser leave “${held}”, which keeps running without them.`,
    notRecording: "No class is running: attendance is not taken.",
    open: "Open the class",
    ended: "The class has ended.",
  },
} as const;
