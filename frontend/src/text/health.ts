/** Settings of this browser, and how the server is doing. */
export const healthText = {
  health: {
    title: "Settings",
    allWell: "Everything works",
    allWellHint: "Students can be recognised and stored.",
    unreachable: "The server cannot be reached",
    unreachableHint: "What stands below is what was last known. It is asked again by itself.",
    notReady: "The server cannot work",
    diskLow: (free: string) => `Only ${free} are free on the server's disk`,
    diskLowHint: (limit: string) =>
      `Below ${limit} it is time to make room: once the disk is full, nothing more is recorded.`,
    pageOld: "This page is not of the server's version",
    pageOldHint: (page: string, server: string) =>
      `The page is ${page}, the server ${server}. Load the page again.`,

    browser: {
      title: "This browser",
      hint: "Remembered on this device only.",
      names: "Presenter mode",
      namesHint: "Hides every name, for a screen that others can see.",
      mirror: "Mirror the camera",
      mirrorHint: "Automatic: a camera that faces you is shown as a mirror would.",
      mirrorAuto: "Automatic",
      mirrorAlways: "Always",
      mirrorNever: "Never",
    },

    server: {
      title: "Server",
      state: "State",
      ready: "Ready",
      version: "Version",
      page: "Page",
      schema: "Database schema",
      since: "Running since",
      sinceValue: (when: string, length: string) => `${when} · ${length}`,
      photos: "Enrollment photos",
      photosKept: "are kept",
      photosNotKept: "are not kept",
      docs: "Documentation of the API",
      metrics: "Figures for Prometheus",
    },

    networks: {
      title: "Networks in use",
      runsOn: "Executed by",
      runsOnValue: (runtime: string, provider: string) => `${runtime} on ${provider}`,
      runtimes: { openvino: "OpenVINO", onnxruntime: "ONNX Runtime" } as Readonly<
        Record<string, string>
      >,
      tasks: {
        detection: "Finds faces",
        identity: "Tells who it is",
        emotion: "Reads emotions",
      } as Readonly<Record<string, string>>,
      weights: (sha256: string) => `Weights ${sha256}`,
      weightsTitle: "SHA-256 of the weights",
    },

    thresholds: {
      title: "When a face gets a name",
      named: (value: string) => `A face is named from a similarity of ${value} on.`,
      unsure: (from: string, to: string) => `Between ${from} and ${to} it is shown as “Not sure”.`,
      unknown: "Below that it is unknown.",
      strangers: (share: string) => `About ${share} would be given a student's name by mistake.`,
      strangersOneIn: (count: string) => `one stranger in ${count}`,
      strangersShare: (share: string) => `${share} of the strangers`,
      strangersNone: "no stranger",
      target: (share: string) => `The settings ask for ${share}.`,
      fixed:
        "Whoever runs the server fixed a threshold, so that one does not follow the students who are enrolled.",
      follows: (students: number) =>
        students === 1
          ? "The thresholds follow the student who is enrolled, and are worked out again with every change."
          : `The thresholds follow the ${students} students who are enrolled, and are worked out again with every change.`,
      basis: "Worked out from",
      basisPublic: "public photos of people who are not the same",
      basisOwn: (count: string) => `${count} comparisons of your own students with each other`,
      basisCohort: (count: string) =>
        `${count} comparisons of your students with people who do not exist`,
      scale: {
        unknown: "Unknown",
        unsure: "Not sure",
        known: "Named",
      },
      scaleLabel: (unsure: string, known: string) =>
        `Similarity from 0 to 1: unknown up to ${unsure}, not sure up to ${known}, named above.`,
    },

    review: {
      title: "Worth a second look",
      none: "Nothing to do",
      noneHint: "No two students look too much alike, and everybody has photos that agree.",
      noStudents: "Nobody is enrolled yet",
      noStudentsHint: "Add students with a few photos, and doubtful ones are listed here.",
      lookAlikes: (count: number) =>
        count === 1 ? "1 pair looks alike" : `${count} pairs look alike`,
      disagreeing: (count: number) =>
        count === 1
          ? "1 student has photos that disagree"
          : `${count} students have photos that disagree`,
      fewPhotos: (count: number) =>
        count === 1 ? "1 student has few photos" : `${count} students have few photos`,
      needPhotos: (count: number) =>
        count === 1 ? "1 student has no usable photo" : `${count} students have no usable photo`,
      needPhotosHint: "The camera cannot know them. Open a student and add photos.",
      toStudents: "Open the students",
      and: "and",
      similarity: (value: string) => `similarity ${value}`,
      agreement: (value: string) => `agreement ${value}`,
      more: (count: number) => `and ${count} more`,
    },

    storage: {
      title: "Stored on the server",
      free: (free: string, total: string) => `${free} of ${total} are free`,
      used: "Used part of the disk",
      database: "Database",
      students: "Students",
      faces: "Face embeddings",
      photos: "Kept photos",
      photosValue: (count: string, size: string) => `${count}, ${size}`,
      classes: "Classes",
      observations: "Seconds of history",
      atMost: (count: string) => `at most ${count}`,
      oldest: "Oldest data",
      newest: "Newest data",
      none: "none",
    },

    connections: {
      title: "Cameras connected now",
      none: "No camera is connected",
      noneHint: "A camera connects when somebody presses Start in the live view.",
      toLive: "To the live view",
      camera: (index: number) => `Camera ${index}`,
      inClass: "in a class",
      since: "Since",
      rate: "Frames per second",
      dropped: "Dropped per second",
      latency: "Answered after",
      latencyValue: (value: string) => `${value} ms`,
      watchers: (count: number) => (count === 1 ? "1 watches" : `${count} watch`),
      room: (used: number, most: number) => `${used} of ${most} connections`,
    },
  },
} as const;
