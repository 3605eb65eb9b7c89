/** Adding photos of a student. */
export const enrollmentText = {
  enrollment: {
    title: (name: string) => `Photos of ${name}`,

    ways: "Where the photos come from",
    fromCamera: "Camera",
    fromFiles: "Files",
    drop: "Drop photos here",
    choose: "Choose files",
    dropHint: (count: number) => `JPEG, PNG or WebP, up to ${count} at once.`,
    tooMany: (count: number) =>
      `Only the first ${count} files were taken: that is the most at once.`,
    notImages: "Only pictures can be used.",
    sending: "Checking…",
    accepted: "Accepted",
    rejected: "Not used",
    failed: "Not sent",
    removing: "Removing…",
    removed: "Removed again",
    takeBack: "Remove again",
    takeBackOf: (index: number) => `Photo ${index}: remove again`,
    twoPeople: "They are two people",
    acceptedCount: (count: number) =>
      count === 1 ? "1 photo accepted" : `${count} photos accepted`,
    rejectedCount: (count: number) => `${count} not used`,
    thumbnail: (index: number) => `Photo ${index}`,
    done: "Done",
    noPhotosYet: "Photos that you take or drop appear here with what the server says about them.",
    privacy: "Photos stay in this browser tab; the server keeps numbers that describe the face.",
    privacyKept:
      "This server keeps the faces of accepted photos, besides numbers that describe them. Ask the student, or the parents, before you go on.",
    cameraPreview: "Camera preview",
    cameraStarting: "Starting the camera…",
  },

  capture: {
    step: { front: "Straight ahead", left: "To the left", right: "To the right", up: "Up" },
    ask: {
      front: "Look straight into the camera",
      left: "Turn your head to your left",
      right: "Turn your head to your right",
      up: "Lift your chin a little",
    },
    fault: {
      straight: (step: Step) =>
        step === "up" ? "Face the camera, then lift the chin." : "Face the camera.",
      turn_more: (step: Step) => `A bit further to your ${step === "right" ? "right" : "left"}.`,
      other_way: (step: Step) =>
        `The other way, please: to your ${step === "right" ? "right" : "left"}.`,
      lift_more: () => "A bit higher.",
    },
    holdStill: "Good. Hold still…",
    looking: "Looking for the face…",
    checking: "Looking at the photo…",
    stepsLabel: "Photos",
    stepState: {
      open: "not taken yet",
      current: "now",
      skipped: "skipped",
      checking: "looking at it",
      sending: "storing",
      good: "taken",
      stored: "stored",
      rejected: "not used",
    },
    camera: "Camera",
    cameraNumber: (index: number) => `Camera ${index}`,
    takeNow: "Take it now",
    skip: "Skip this one",
    retake: "Take again",
    retakeOf: (name: string) => `${name}: take again`,
    takeAfterAll: "Take it after all",
    thumbnail: (name: string) => `Photo: ${name}`,
    automatic:
      "The photo is taken by itself when the look is right. Four looks also show that this is a head and no picture of one.",
    reviewTitle: "Ready to be stored",
    reviewHint: "Nothing is stored yet. Look at the photos, then store them.",
    save: (count: number) => (count === 1 ? "Store 1 photo" : `Store ${count} photos`),
    savedTitle: (name: string) => `${name} is enrolled`,
    savedNone: "No photo was stored",
    savedCount: (count: number) => (count === 1 ? "1 photo stored" : `${count} photos stored`),
    views: (views: number, isFew: boolean) => {
      const counted = views === 1 ? "1 view" : `${views} different views`;
      return isFew
        ? `${counted} of the face so far: more would help.`
        : `${counted} of the face: cameras can know it well.`;
    },
    takeBack: (count: number) =>
      count === 1 ? "Remove the photo again" : `Remove the ${count} photos again`,
    takenBack: (count: number) =>
      count === 1 ? "The photo was removed again." : `The ${count} photos were removed again.`,
    discardTitle: "Close without storing?",
    discard: (count: number) =>
      count === 1
        ? "The photo that was taken is thrown away."
        : `The ${count} photos that were taken are thrown away.`,
    discardConfirm: "Throw away",
  },
} as const;

type Step = "front" | "left" | "right" | "up";
