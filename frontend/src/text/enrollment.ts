/** Adding photos of a student. */
export const enrollmentText = {
  enrollment: {
    title: (name: string) => `Photos of ${name}`,
    help: "Three to five photos work best: straight ahead, a little to each side, in ordinary light.",
    fromCamera: "Camera",
    fromFiles: "Files",
    takePhoto: "Take a photo",
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

  headTurn: {
    ask: {
      front: "Look straight into the camera, then take a photo.",
      left: "Turn the head a little to your left, then take a photo.",
      right: "Turn the head a little to your right, then take a photo.",
    },
    complete: "Seen from three sides: that was a head, no picture of one.",
    tooLittle:
      "The head has hardly turned in this photo. A picture held up to the camera never turns.",
    step: { front: "Straight ahead", left: "To your left", right: "To your right" },
    stepDone: {
      front: "Straight ahead: done",
      left: "To your left: done",
      right: "To your right: done",
    },
  },
} as const;
